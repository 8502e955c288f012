-- baseline: completion rate on the plan that stands beside that on the plan filed first.
-- grain: one row per unit; those that gained most by changes of the plan first.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    baseline_months.completion_rate,
    baseline_months.original_rate,
    baseline_months.gain_points,
    baseline_months.is_plan_lowered,
    baseline_months.* exclude (
        campaign_id, month, completion_rate, original_rate, gain_points, is_plan_lowered
    ),
from baseline_months
join contenders using (campaign_id, track_id, unit_id)
where
    baseline_months.campaign_id = $campaign
    and baseline_months.month = $month
    and ($track = 'all' or baseline_months.track_id = $track)
order by
    baseline_months.is_plan_lowered desc,
    baseline_months.gain_points desc nulls last,
    contenders.position
