-- issue_groups: the open issues of a month by unit, by who raised them, or by age.
-- grain: one row per group; none without issues.
-- params: $campaign, $month, $track, $by, $language
-- $by is unit, raised_by or open_months: the full months from the day it was raised to the month's end.
with open as (
    select
        if($by = 'unit', issue_months.unit_id, null) as unit_id,
        if(
            $by = 'unit',
            coalesce(
                if($language = 'en', contenders.name_en, contenders.name_zh), issue_months.unit_id
            ),
            null
        ) as unit,
        if($by = 'raised_by', coalesce(issue_months.source, 'not_said'), null) as raised_by,
        if(
            $by = 'open_months',
            date_sub('month', issue_months.raised_on, campaign_months.last_day),
            null
        ) as open_months,
        if($by = 'unit', contenders.position, null) as position,
        issue_months.is_due_up,
        issue_months.is_overdue,
    from issue_months
    join campaign_months using (campaign_id, month)
    left join contenders
        on contenders.campaign_id = issue_months.campaign_id
        and contenders.unit_id = issue_months.unit_id
    where
        issue_months.campaign_id = $campaign
        and issue_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
)

select
    unit_id,
    unit,
    raised_by,
    open_months,
    count(*) as open_issues,
    count(*) filter (where is_due_up) as issues_due_up,
    open_issues - issues_due_up as issues_staying,
    count(*) filter (where is_overdue) as overdue_issues,
from open
group by unit_id, unit, position, raised_by, open_months
order by
    open_months desc,
    list_position(['self', 'inspection', 'audit'], raised_by) nulls last,
    issues_due_up desc,
    open_issues desc,
    position nulls last,
    unit_id
