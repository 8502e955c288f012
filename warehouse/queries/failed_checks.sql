-- failed_checks: how many checks the filings of a campaign fail, the gravest first.
-- grain: one row per severity with at least one failed check.
-- params: $campaign
select
    severity,
    count(distinct rule_id) as checks,
from check_counts
where campaign_id = $campaign
group by severity
order by list_position(['critical', 'warning', 'info'], severity)
