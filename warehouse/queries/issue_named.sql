-- issue_named: the issues that a link means, wherever they stand by now: as last listed.
-- grain: one row per filing unit that has had an issue of that number up to the month.
-- params: $campaign, $month, $issue
-- $issue is a number, or the unit that filed it, a slash and the number.
select
    filed_by,
    issue_id,
    arg_max(summary, month) as summary,
    arg_max(project_code, month) as project_code,
    arg_max(project_name, month) as project_name,
from listed_issues
where
    campaign_id = $campaign
    and month <= $month
    and ($issue = issue_id or $issue = concat_ws('/', filed_by, issue_id))
group by filed_by, issue_id
order by filed_by
