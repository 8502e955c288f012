-- baseline_summary: what has been changed of the plans filed first, and whose rate it raised.
-- grain: one row, always. `lowered` are the units whose first projects plan less now and whose rate
-- is higher for it, the one that gained most first; `gain_points` and the rates are that unit's.
-- params: $campaign, $month, $track, $language
with units as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        baseline_months.completion_rate,
        baseline_months.original_rate,
        baseline_months.gain_points,
        baseline_months.is_plan_lowered,
    from baseline_months
    join contenders using (campaign_id, track_id, unit_id)
    where
        baseline_months.campaign_id = $campaign
        and baseline_months.month = $month
        and ($track = 'all' or baseline_months.track_id = $track)
),

changes as (
    select
        count(*) as changes_to_date,
        count(*) filter (where month = $month) as changes,
        count(distinct unit_id) filter (where month = $month) as changing_units,
    from plan_changes
    where
        campaign_id = $campaign
        and month <= $month
        and ($track = 'all' or track_id = $track)
),

found as (
    select
        count(*) as units,
        count(*) filter (where gain_points != 0) as moved_units,
        count(*) filter (where is_plan_lowered) as lowered_units,
        list(unit order by gain_points desc, position)
            filter (where is_plan_lowered and gain_points > 0) as lowered,
    from units
),

most as (
    select unit, completion_rate, original_rate, gain_points
    from units
    where is_plan_lowered and gain_points > 0
    order by gain_points desc, position
    limit 1
)

select
    found.*,
    changes.*,
    most.*,
    case
        when changes.changes_to_date = 0 then 'unchanged'
        when found.lowered is not null then 'raised'
        when found.lowered_units > 0 then 'lowered'
        else 'changed'
    end as state,
from found
cross join changes
left join most on true
