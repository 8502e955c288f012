-- plan_change_kinds: what kinds of changes units have made up to a month, and how many of each.
-- grain: one row per kind, those that can move a completion rate first, then the most frequent.
-- params: $campaign, $month, $track
select
    change,
    count(*) as changes,
from plan_changes
where
    campaign_id = $campaign
    and month <= $month
    and ($track = 'all' or track_id = $track)
group by change
order by change in ('period_plan', 'added', 'removed') desc, changes desc, change
