-- benchmark_months: the campaign's own indicators beside those of the place it measures itself by.
-- grain: one row per campaign, benchmark, indicator that is set side by side and month with data.
-- needs: benchmark_names, benchmarks, campaign_months, filings, indicator_names, indicators, target_places
-- Both values are the month's own, filed by the campaign's office, the latest received; null where
-- none was filed for the month.
with filed as (
    select
        indicators.campaign_id,
        indicators.month,
        indicator_names.indicator,
        benchmark_names.benchmark_id,
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
    join filings using (filing_id)
    join indicator_names
        on indicator_names.campaign_id = indicators.campaign_id
        and indicator_names.name = indicators.indicator
    join target_places as filers
        on filers.campaign_id = indicators.campaign_id
        and filers.name = indicators.filed_by
        and filers.unit_id is null
    left join benchmark_names
        on benchmark_names.campaign_id = indicators.campaign_id
        and benchmark_names.name = indicators.place
    left join target_places as own
        on own.campaign_id = indicators.campaign_id
        and own.name = indicators.place
        and own.unit_id is null
    where benchmark_names.benchmark_id is not null or own.name is not null
    group by all
)

select
    benchmarks.campaign_id,
    benchmarks.benchmark_id,
    benchmarks.indicator,
    campaign_months.month,
    own.latest.value as own_percent,
    others.latest.value as benchmark_percent,
    (own_percent - benchmark_percent)::decimal(18, 4) as difference_points,
    own.latest.file as source_file,
    own.latest.sheet as source_sheet,
    own.latest.row as source_row,
    others.latest.file as benchmark_source_file,
    others.latest.sheet as benchmark_source_sheet,
    others.latest.row as benchmark_source_row,
from benchmarks
join campaign_months using (campaign_id)
left join filed as own
    on own.campaign_id = benchmarks.campaign_id
    and own.month = campaign_months.month
    and own.indicator = benchmarks.indicator
    and own.benchmark_id is null
left join filed as others
    on others.campaign_id = benchmarks.campaign_id
    and others.month = campaign_months.month
    and others.indicator = benchmarks.indicator
    and others.benchmark_id = benchmarks.benchmark_id
where campaign_months.has_data
