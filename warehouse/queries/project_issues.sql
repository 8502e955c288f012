-- project_issues: the issues of a project in the register of a month, open ones first.
-- grain: one row per issue. `state`: open, overdue, due_up (one level up) or resolved.
-- params: $campaign, $month, $project, $language
-- An issue of which nobody filed when it came to its level has been there since it was raised.
select
    listed.summary,
    case
        when now.issue_id is null then 'resolved'
        when now.is_due_up then 'due_up'
        when now.is_overdue then 'overdue'
        else 'open'
    end as state,
    if($language = 'en', levels.name_en, levels.name_zh) as level_name,
    now.since_on,
    now.days_at_level,
    now.limit_days,
    if($language = 'en', above.name_en, above.name_zh) as due_to,
    listed.assignee,
    listed.raised_on,
    listed.due_on,
    listed.resolved_on,
    listed.issue_id,
    listed.source_file,
    listed.source_sheet,
    listed.source_row,
from listed_issues as listed
left join issue_months as now
    on now.campaign_id = listed.campaign_id
    and now.month = listed.month
    and now.filed_by = listed.filed_by
    and now.issue_id = listed.issue_id
left join issue_levels as levels
    on levels.campaign_id = listed.campaign_id and levels.level = listed.level
left join issue_levels as above
    on above.campaign_id = now.campaign_id and above.level = now.due_level
where
    listed.campaign_id = $campaign
    and listed.month = $month
    and listed.project_code = $project
order by
    now.issue_id is null, now.is_due_up desc, now.is_overdue desc, listed.raised_on, listed.issue_id
