-- quality_units: what each unit's filings of a month are worth, the worst first.
-- grain: one row per unit that filed; the office, which is no contender, has no name.
-- params: $campaign, $month, $track, $language
-- `per_100_rows` is how many rows break a rule, and how many values were returned, to 100 rows filed.
with units as (
    select
        filed_by as unit_id,
        sum(filed_rows)::bigint as filed_rows,
        sum(checked_rows)::bigint as checked_rows,
        sum(broken_rows)::bigint as broken_rows,
        sum(failures)::bigint as failures,
        sum(info_failures)::bigint as info_failures,
        sum(rejects)::bigint as rejects,
    from quality_months
    where campaign_id = $campaign and month = $month
    group by filed_by
)

select
    units.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    units.filed_rows,
    units.checked_rows,
    units.failures,
    units.rejects,
    units.info_failures,
    exact_ratio(units.failures * 100, units.filed_rows, 2) as failures_per_100,
    exact_ratio(units.rejects * 100, units.filed_rows, 2) as rejects_per_100,
    exact_ratio(
        units.checked_rows - units.broken_rows, units.checked_rows, campaigns.rate_decimals + 2
    ) as sound_rate,
from units
join campaigns on campaigns.campaign_id = $campaign
left join contenders
    on contenders.campaign_id = $campaign
    and contenders.unit_id = units.unit_id
where $track = 'all' or contenders.track_id = $track
order by
    failures_per_100 + rejects_per_100 desc,
    units.failures + units.rejects desc,
    contenders.position nulls last,
    units.unit_id
