-- issue_counts: the open issues of a month, counted for each unit and each of its projects.
-- grain: one row per unit (`project_code` null), and one per project with an open issue.
-- params: $campaign, $month, $track, $language
select
    coalesce(
        if($language = 'en', contenders.name_en, contenders.name_zh), issue_months.unit_id
    ) as unit,
    issue_months.project_code,
    count(*) as open_issues,
    count(*) filter (where issue_months.is_overdue) as overdue_issues,
    count(*) filter (where issue_months.is_too_old) as too_old_issues,
    count(*) filter (where issue_months.is_due_up) as issues_due_up,
from issue_months
left join contenders
    on contenders.campaign_id = issue_months.campaign_id
    and contenders.unit_id = issue_months.unit_id
where
    issue_months.campaign_id = $campaign
    and issue_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
group by grouping sets ((unit, contenders.position), (unit, contenders.position, issue_months.project_code))
order by contenders.position, unit, issue_months.project_code nulls first
