-- quality_count: how many rows that count for a month break a rule, all of them.
-- grain: one row.
-- params: $campaign, $month, $track, $unit, $rule, $severity
select coalesce(sum(broken.failures), 0)::bigint as failures
from broken_months as broken
left join contenders
    on contenders.campaign_id = broken.campaign_id
    and contenders.unit_id = broken.filed_by
where
    broken.campaign_id = $campaign
    and broken.month = $month
    and ($track = 'all' or contenders.track_id = $track)
    and ($unit = 'all' or broken.filed_by = $unit)
    and ($rule = 'all' or broken.rule_id = $rule)
    and (
        $severity = broken.severity
        or ($severity = 'open' and broken.severity != 'info')
        or $severity = 'all'
    )
