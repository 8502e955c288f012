-- issue_ladder: how many open issues lie at each level at the end of a month, lowest level first.
-- grain: one row per level of the campaign's ladder, also where no issue lies; and one without a
-- level for issues that are at none of them. `due_to`: the level above.
-- params: $campaign, $month, $track, $language
with open as (
    select *
    from issue_months
    left join contenders using (campaign_id, unit_id)
    where
        campaign_id = $campaign
        and issue_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
),

counted as (
    select
        if(is_on_ladder, level, null) as level,
        count(*) as open_issues,
        count(*) filter (where is_due_up) as issues_due_up,
        count(*) filter (where is_overdue) as overdue_issues,
        count(*) filter (where is_too_old) as too_old_issues,
        max(days_at_level) as longest_days,
    from open
    group by all
),

ladder as (
    select
        level,
        if($language = 'en', name_en, name_zh) as level_name,
        limit_days,
        clause,
        is_ours,
        position,
        lead(if($language = 'en', name_en, name_zh)) over (order by position) as due_to,
    from issue_levels
    where campaign_id = $campaign
)

select
    ladder.level,
    ladder.level_name,
    ladder.limit_days,
    ladder.clause,
    ladder.is_ours,
    ladder.due_to,
    coalesce(counted.open_issues, 0) as open_issues,
    coalesce(counted.issues_due_up, 0) as issues_due_up,
    open_issues - issues_due_up as issues_staying,
    coalesce(counted.overdue_issues, 0) as overdue_issues,
    coalesce(counted.too_old_issues, 0) as too_old_issues,
    counted.longest_days,
from ladder
full join counted on counted.level = ladder.level
order by ladder.position nulls last
