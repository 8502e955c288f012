-- quality_rules: every rule, how many rows of a month it looked at and how many break it.
-- grain: one row per rule, those that stop a publish first, then the broken ones, by table.
-- params: $campaign, $month, $track
-- `outcome` is passed, failed, or not_checked where the month has no row of the rule's table.
with looked_at as (
    select
        quality_months.table_name,
        sum(quality_months.checked_rows)::bigint as checked_rows,
    from quality_months
    left join contenders
        on contenders.campaign_id = quality_months.campaign_id
        and contenders.unit_id = quality_months.filed_by
    where
        quality_months.campaign_id = $campaign
        and quality_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
    group by quality_months.table_name
),

broken as (
    select
        broken_months.rule_id,
        sum(broken_months.failures)::bigint as failures,
        count(*) as broken_units,
    from broken_months
    left join contenders
        on contenders.campaign_id = broken_months.campaign_id
        and contenders.unit_id = broken_months.filed_by
    where
        broken_months.campaign_id = $campaign
        and broken_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
    group by broken_months.rule_id
)

select
    check_results.suite,
    check_results.rule_id,
    check_results.severity,
    case
        when broken.failures > 0 then 'failed'
        when looked_at.checked_rows > 0 then 'passed'
        else 'not_checked'
    end as outcome,
    coalesce(looked_at.checked_rows, 0) as checked_rows,
    coalesce(broken.failures, 0) as failures,
    coalesce(broken.broken_units, 0) as broken_units,
    exact_ratio(
        looked_at.checked_rows - coalesce(broken.failures, 0),
        looked_at.checked_rows,
        campaigns.rate_decimals + 2
    ) as pass_rate,
from check_results
join campaigns on campaigns.campaign_id = $campaign
left join looked_at on looked_at.table_name = check_results.suite
left join broken using (rule_id)
order by
    list_position(['failed', 'passed', 'not_checked'], outcome),
    list_position(['critical', 'warning', 'info'], check_results.severity),
    failures desc,
    check_results.suite,
    check_results.rule_id
