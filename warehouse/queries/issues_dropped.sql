-- issues_dropped: issues that were open a month before and have left the register without a word.
-- grain: one row per issue that the unit's register of the month no longer has.
-- params: $campaign, $month, $track, $language
with before as (
    select max(month) as month
    from campaign_months
    where campaign_id = $campaign and month < $month and has_data
)

select
    coalesce(
        if($language = 'en', contenders.name_en, contenders.name_zh), issue_months.unit_id
    ) as unit,
    issue_months.unit_id,
    issue_months.issue_id,
    if(
        shared.issue_id is null,
        issue_months.issue_id,
        concat_ws('/', issue_months.filed_by, issue_months.issue_id)
    ) as link_id,
    issue_months.project_code,
    issue_months.project_name,
    issue_months.summary,
    issue_months.level,
    if($language = 'en', levels.name_en, levels.name_zh) as level_name,
    issue_months.due_on,
    issue_months.source_file,
    issue_months.source_sheet,
    issue_months.source_row,
from issue_months
join before using (month)
left join issue_levels as levels
    on levels.campaign_id = issue_months.campaign_id and levels.level = issue_months.level
left join shared_issues as shared
    on shared.campaign_id = issue_months.campaign_id and shared.issue_id = issue_months.issue_id
left join contenders
    on contenders.campaign_id = issue_months.campaign_id
    and contenders.unit_id = issue_months.unit_id
anti join listed_issues
    on listed_issues.campaign_id = issue_months.campaign_id
    and listed_issues.filed_by = issue_months.filed_by
    and listed_issues.issue_id = issue_months.issue_id
    and listed_issues.month = $month
where
    issue_months.campaign_id = $campaign
    and ($track = 'all' or contenders.track_id = $track)
order by contenders.position, unit, issue_months.issue_id
