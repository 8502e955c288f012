-- failed_checks: how many checks failed, the gravest first.
-- grain: one row per severity with at least one failed check.
select
    severity,
    count(*) as checks,
from check_results
where outcome = 'failed'
group by severity
order by list_position(['critical', 'warning', 'info'], severity)
