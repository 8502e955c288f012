-- issue_groups: the open issues of a month by unit, by who raised them, and by age.
-- grain: one row per `grouped_by` (unit, raised_by, open_months) and group; none without issues.
-- params: $campaign, $month, $track, $language
-- `open_months` are full months from the day it was raised to the month's end.
with open as (
    select
        issue_months.unit_id,
        coalesce(
            if($language = 'en', contenders.name_en, contenders.name_zh), issue_months.unit_id
        ) as unit,
        contenders.position,
        coalesce(issue_months.source, 'not_said') as raised_by,
        date_sub('month', issue_months.raised_on, campaign_months.last_day) as open_months,
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
    case
        when raised_by is not null then 'raised_by'
        when open_months is not null then 'open_months'
        else 'unit'
    end as grouped_by,
    unit_id,
    unit,
    raised_by,
    open_months,
    count(*) as open_issues,
    count(*) filter (where is_due_up) as issues_due_up,
    open_issues - issues_due_up as issues_staying,
    count(*) filter (where is_overdue) as overdue_issues,
from open
group by grouping sets ((unit_id, unit, position), (raised_by), (open_months))
order by
    grouped_by,
    open_months,
    list_position(['self', 'inspection', 'audit'], raised_by) nulls last,
    open_issues desc,
    position nulls last
