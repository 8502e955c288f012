-- indicator_months: the value filed for the month of each contender's indicators.
-- grain: one row per campaign, month with data, contender and statistical indicator of the
-- definition; `value_percent` is null where none was filed for the month. What counts is filed by
-- the unit itself or by the office, the latest received. `is_out`: somebody of the track has one.
-- needs: campaign_months, contenders, filings, indicator_names, indicators, unit_names
with filed as (
    select
        indicators.campaign_id,
        indicators.month,
        unit_names.unit_id,
        indicator_names.indicator,
        arg_max(
            {
                'value': indicators.value_percent,
                'file': indicators.source_file,
                'sheet': indicators.source_sheet,
                'row': indicators.source_row
            },
            (filings.received_at, indicators.source_file, indicators.source_row)
        ) as latest,
    from indicators
    join unit_names
        on unit_names.campaign_id = indicators.campaign_id
        and unit_names.name = indicators.place
    join indicator_names
        on indicator_names.campaign_id = indicators.campaign_id
        and indicator_names.name = indicators.indicator
    join filings on filings.filing_id = indicators.filing_id
    left join contenders as filers
        on filers.campaign_id = indicators.campaign_id
        and filers.unit_id = indicators.filed_by
    where filers.unit_id is null or filers.unit_id = unit_names.unit_id
    group by all
)

select
    contenders.campaign_id,
    campaign_months.month,
    contenders.track_id,
    contenders.unit_id,
    known.indicator,
    filed.latest.value as value_percent,
    count(filed.latest.value) over (
        partition by
            contenders.campaign_id, campaign_months.month, contenders.track_id, known.indicator
    ) > 0 as is_out,
    filed.latest.file as source_file,
    filed.latest.sheet as source_sheet,
    filed.latest.row as source_row,
from contenders
join campaign_months using (campaign_id)
join (select distinct campaign_id, indicator from indicator_names) as known using (campaign_id)
left join filed
    on filed.campaign_id = contenders.campaign_id
    and filed.month = campaign_months.month
    and filed.unit_id = contenders.unit_id
    and filed.indicator = known.indicator
where campaign_months.has_data
