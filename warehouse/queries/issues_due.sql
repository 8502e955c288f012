-- issues_due: the issues open at the end of a month, those due one level up first.
-- grain: one row per open issue. `due_to`: who is to settle it now; null where it stays or where
-- nobody is above. `state`: due_up; late, overdue or too old where nobody is above; in_time. An
-- issue of a unit that does not race shows the unit's code. `link_id` is its number, with the unit that
-- filed it before it where several units use that number.
-- params: $campaign, $month, $track, $language
select
    coalesce(
        if($language = 'en', contenders.name_en, contenders.name_zh), issue_months.unit_id
    ) as unit,
    issue_months.unit_id,
    issue_months.filed_by,
    issue_months.issue_id,
    if(
        shared.issue_id is null,
        issue_months.issue_id,
        concat_ws('/', issue_months.filed_by, issue_months.issue_id)
    ) as link_id,
    issue_months.project_name,
    issue_months.project_code,
    issue_months.summary,
    issue_months.assignee,
    issue_months.source as raised_by,
    issue_months.raised_on,
    issue_months.level,
    if($language = 'en', levels.name_en, levels.name_zh) as level_name,
    issue_months.since_on,
    issue_months.days_at_level,
    issue_months.limit_days,
    issue_months.due_on,
    issue_months.is_overdue,
    issue_months.is_too_old,
    issue_months.is_due_up,
    case
        when issue_months.is_due_up then 'due_up'
        when issue_months.is_overdue or issue_months.is_too_old then 'late'
        else 'in_time'
    end as state,
    if($language = 'en', above.name_en, above.name_zh) as due_to,
    issue_months.source_file,
    issue_months.source_sheet,
    issue_months.source_row,
from issue_months
left join issue_levels as levels
    on levels.campaign_id = issue_months.campaign_id and levels.level = issue_months.level
left join issue_levels as above
    on above.campaign_id = issue_months.campaign_id and above.level = issue_months.due_level
left join shared_issues as shared
    on shared.campaign_id = issue_months.campaign_id and shared.issue_id = issue_months.issue_id
left join contenders
    on contenders.campaign_id = issue_months.campaign_id
    and contenders.unit_id = issue_months.unit_id
where
    issue_months.campaign_id = $campaign
    and issue_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by
    issue_months.is_due_up desc, issue_months.is_overdue desc, levels.position desc,
    issue_months.days_at_level desc, issue_months.filed_by, issue_months.issue_id
