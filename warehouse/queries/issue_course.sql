-- issue_course: one issue from month to month, as the register of each month has it.
-- grain: one row per month with data up to $month in which the issue is on its unit's register.
-- params: $campaign, $month, $filer, $issue, $language
-- `state`: in_time, late or due_up while it is open; settled; not_yet before the day it was raised.
select
    listed_issues.month,
    case
        when listed_issues.resolved_on <= listed_issues.last_day then 'settled'
        when open.issue_id is null then 'not_yet'
        when open.is_due_up then 'due_up'
        when open.is_overdue or open.is_too_old then 'late'
        else 'in_time'
    end as state,
    if($language = 'en', levels.name_en, levels.name_zh) as level_name,
    open.since_on,
    open.days_at_level,
    open.limit_days,
    listed_issues.due_on,
    if($language = 'en', above.name_en, above.name_zh) as due_to,
    listed_issues.assignee,
    if(listed_issues.resolved_on <= listed_issues.last_day, listed_issues.resolved_on, null)
        as resolved_on,
    listed_issues.source_file,
    listed_issues.source_sheet,
    listed_issues.source_row,
from listed_issues
left join issue_months as open using (campaign_id, month, filed_by, issue_id)
left join issue_levels as levels
    on levels.campaign_id = listed_issues.campaign_id
    and levels.level = listed_issues.level
left join issue_levels as above
    on above.campaign_id = listed_issues.campaign_id
    and above.level = open.due_level
where
    listed_issues.campaign_id = $campaign
    and listed_issues.month <= $month
    and listed_issues.filed_by = $filer
    and listed_issues.issue_id = $issue
order by listed_issues.month
