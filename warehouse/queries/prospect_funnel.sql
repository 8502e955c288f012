-- prospect_funnel: how many entries have come how far on the ladder, and how long a step takes.
-- grain: one row per node that anybody has reached, and `listed_on` as the first: all entries.
-- Of entries on the list or landed. `standing_here` are on the list and have come no further.
-- How long a step takes is not known of a track.
-- params: $campaign, $month, $track, $unit, $tier
with entries as (
    select *
    from prospect_months
    where
        campaign_id = $campaign
        and month = $month
        and ($unit = 'all' or unit_id = $unit)
        and (
            $track = 'all'
            or unit_id in (
                select unit_id from contenders where campaign_id = $campaign and track_id = $track
            )
        )
        and ($tier = 'all' or coalesce(tier, 'none') = $tier)
        and (is_listed or is_landed)
),

reached as (
    select
        'listed_on' as node,
        -1 as position,
        count(*) as reached,
        count(*) filter (where node is null and is_listed) as standing_here,
    from entries

    union all by name

    select
        prospect_nodes.node,
        prospect_nodes.position,
        count(*) as reached,
        count(*) filter (where entries.node = prospect_nodes.node and is_listed) as standing_here,
    from entries
    join prospect_nodes using (campaign_id, month, filed_by, prospect_id)
    group by prospect_nodes.node, prospect_nodes.position
)

select
    reached.node,
    reached.position,
    reached.reached,
    reached.standing_here,
    node_times.median_days,
    node_times.prospects as timed_prospects,
from reached
left join node_times
    on node_times.campaign_id = $campaign
    and node_times.month = $month
    and node_times.unit_id = $unit
    and ($track = 'all' or $unit != 'all')
    and node_times.tier = $tier
    and node_times.node = reached.node
order by reached.position
