-- targets_summary: how the targets of a campaign stand at the end of a month, in numbers.
-- grain: one row, also where nothing is known. Targets are those of the whole; what contenders have
-- to reach by themselves (allocations, of the chosen track) is counted apart. `most_urgent` is the
-- first target of the worst status.
-- params: $campaign, $month, $track
with current_goals as (
    select
        target_months.*,
        target_months.unit_id is null as is_whole,
        (list_position(['missed', 'at_risk', 'on_track', 'met', 'no_data'], status), position)
            as urgency,
    from target_months
    join targets using (campaign_id, target_id)
    left join (select campaign_id, unit_id, track_id from contenders) as contenders
        using (campaign_id, unit_id)
    where
        target_months.campaign_id = $campaign
        and target_months.month = $month
        and target_months.is_current
        and ($track = 'all' or coalesce(contenders.track_id, $track) = $track)
),

counted as (
    select
        arg_min(target_id, urgency) filter (where is_whole) as most_urgent,
        count(*) filter (where is_whole) as targets,
        count(*) filter (where is_whole and status = 'met') as met,
        count(*) filter (where is_whole and status = 'on_track') as on_track,
        count(*) filter (where is_whole and status = 'at_risk') as at_risk,
        count(*) filter (where is_whole and status = 'missed') as missed,
        count(*) filter (where is_whole and status = 'no_data') as no_data,
        count(*) filter (where not is_whole) as allocations,
        count(*) filter (where not is_whole and status = 'met') as allocations_met,
        count(*) filter (where not is_whole and status = 'on_track') as allocations_on_track,
        count(*) filter (where not is_whole and status = 'at_risk') as allocations_at_risk,
        count(*) filter (where not is_whole and status = 'missed') as allocations_missed,
        count(*) filter (where not is_whole and status = 'no_data') as allocations_no_data,
    from current_goals
)

select
    counted.*,
    campaign_months.time_progress,
    campaign_months.last_day,
from campaign_months
cross join counted
where campaign_months.campaign_id = $campaign and campaign_months.month = $month
