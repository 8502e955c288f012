-- issue_summary: the open issues of a month in numbers, and what stands out.
-- grain: one row, also without issues. `state`: due_up (some are due one level up), open, none.
-- params: $campaign, $month, $track, $language
-- The worst unit and level are those with most issues due one level up, null where none is.
with open as (
    select
        issue_months.*,
        coalesce(
            if($language = 'en', contenders.name_en, contenders.name_zh), issue_months.unit_id
        ) as unit,
        if($language = 'en', levels.name_en, levels.name_zh) as level_name,
        if($language = 'en', above.name_en, above.name_zh) as due_to,
        date_sub('month', issue_months.raised_on, campaign_months.last_day) as open_months,
    from issue_months
    join campaign_months using (campaign_id, month)
    left join contenders
        on contenders.campaign_id = issue_months.campaign_id
        and contenders.unit_id = issue_months.unit_id
    left join issue_levels as levels
        on levels.campaign_id = issue_months.campaign_id and levels.level = issue_months.level
    left join issue_levels as above
        on above.campaign_id = issue_months.campaign_id and above.level = issue_months.due_level
    where
        issue_months.campaign_id = $campaign
        and issue_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
),

by_unit as (
    select unit, count(*) as issues
    from open
    where is_due_up
    group by unit
    order by issues desc, unit
    limit 1
),

by_level as (
    select level_name, due_to, count(*) as issues
    from open
    where is_due_up
    group by all
    order by issues desc, level_name
    limit 1
)

select
    count(*) as open_issues,
    count(*) filter (where is_overdue) as overdue_issues,
    count(*) filter (where is_due_up) as issues_due_up,
    count(*) filter (where source = 'self') as self_issues,
    max(open_months) as oldest_months,
    case when issues_due_up > 0 then 'due_up' when open_issues > 0 then 'open' else 'none' end
        as state,
    (select unit from by_unit) as worst_unit,
    (select issues from by_unit) as worst_unit_issues,
    (select level_name from by_level) as worst_level,
    (select due_to from by_level) as worst_due_to,
    (select issues from by_level) as worst_level_issues,
from open
