-- target_filed_rows: values that are filed as such: statistical indicators, and whatever no other
-- filing shows, which the office files as an indicator under the target's id or name.
-- grain: one row per target made of indicators, month with data and place: the whole (no unit: the
-- jurisdiction or its office) or a contender. Parts are in the target's unit.
-- made as: view
-- needs: filings, indicators, target_places, target_windows, targets
-- The last value filed stands; a monthly target's value is the month's own. What is filed of the
-- whole comes from the office; what is filed of a contender from itself or the office.
select
    targets.campaign_id,
    targets.target_id,
    windows.month,
    places.unit_id,
    'indicators' as made_of,
    concat_ws(' ', indicators.place, indicators.indicator) as row_id,
    null::varchar as project_code,
    indicators.indicator as row_name,
    indicators.value_percent::decimal(38, 4) as part,
    1::decimal(38, 4) as of_whole,
    indicators.month = windows.month as is_filed,
    indicators.month as filed_for,
    indicators.source_file,
    indicators.source_sheet,
    indicators.source_row,
    indicators.source_file as list_source_file,
    indicators.source_sheet as list_source_sheet,
    indicators.source_row as list_source_row,
from targets
join target_windows as windows using (campaign_id, target_id)
join indicators
    on indicators.campaign_id = targets.campaign_id
    and list_contains(targets.filed_as, indicators.indicator)
    and if(
        targets.per = 'month',
        indicators.month = windows.month,
        indicators.month <= windows.month
    )
join filings using (filing_id)
join target_places as places
    on places.campaign_id = indicators.campaign_id
    and places.name = indicators.place
join target_places as filers
    on filers.campaign_id = indicators.campaign_id
    and filers.name = indicators.filed_by
    and (filers.unit_id is null or filers.unit_id = places.unit_id)
where targets.made_of = 'indicators'
qualify
    row_number() over (
        partition by targets.campaign_id, targets.target_id, windows.month, places.unit_id
        order by
            indicators.month desc,
            filings.received_at desc,
            indicators.source_row desc
    ) = 1
