-- quality_summary: how a month's filings stand, in one row.
-- grain: one row.
-- params: $campaign, $month, $track
-- Values returned and rows that break a rule are counted beside each other; what is only counted
-- (info) is in neither. `state` is broken where a rule has to be mended, counted where only rules
-- that are counted are broken, held, or returned where nothing could be taken. `critical_failures` would stop a publish, so what is served has none.
with found as (
    select quality_months.*
    from quality_months
    left join contenders
        on contenders.campaign_id = quality_months.campaign_id
        and contenders.unit_id = quality_months.filed_by
    where
        quality_months.campaign_id = $campaign
        and quality_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
),

broken as (
    select
        broken_months.rule_id,
        broken_months.severity,
        sum(broken_months.failures)::bigint as failures,
    from broken_months
    left join contenders
        on contenders.campaign_id = broken_months.campaign_id
        and contenders.unit_id = broken_months.filed_by
    where
        broken_months.campaign_id = $campaign
        and broken_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
    group by all
),

worst as (
    select rule_id, failures
    from broken
    where severity != 'info'
    order by list_position(['critical', 'warning'], severity), failures desc, rule_id
    limit 1
),

totals as (
    select
        coalesce(sum(filed_rows), 0)::bigint as filed_rows,
        coalesce(sum(checked_rows), 0)::bigint as checked_rows,
        coalesce(sum(broken_rows), 0)::bigint as broken_rows,
        coalesce(sum(failures), 0)::bigint as failures,
        coalesce(sum(info_failures), 0)::bigint as info_failures,
        coalesce(sum(rejects), 0)::bigint as rejects,
        coalesce(sum(rejected_rows), 0)::bigint as rejected_rows,
        count(distinct filed_by) as units,
        count(distinct filed_by) filter (where failures > 0 or rejects > 0) as units_at_fault,
    from found
)

select
    case
        when totals.failures > 0 then 'broken'
        when totals.info_failures > 0 then 'counted'
        when totals.checked_rows > 0 then 'held'
        else 'returned'
    end as state,
    totals.*,
    looked_at.rules,
    looked_at.rules - (select count(*) from broken) as held_rules,
    (select count(*) from broken where severity != 'info') as broken_rules,
    (
        select coalesce(sum(failures), 0)::bigint from broken where severity = 'critical'
    ) as critical_failures,
    (select rule_id from worst) as worst_rule,
    (select failures from worst) as worst_failures,
    (select content_id from snapshot) as content_id,
    exact_ratio(
        totals.checked_rows - totals.broken_rows, totals.checked_rows, campaigns.rate_decimals + 2
    ) as sound_rate,
from totals
cross join (
    select count(*) as rules
    from check_results
    where suite in (select table_name from found where checked_rows > 0)
) as looked_at
join campaigns on campaigns.campaign_id = $campaign
