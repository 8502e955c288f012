-- target_allocations: what contenders have to reach by themselves, and how they stand.
-- grain: one row per contender and target; only targets for which any contender has data.
-- params: $campaign, $month, $track, $language
select
    target_months.target_id,
    if($language = 'en', targets.name_en, targets.name_zh) as target,
    target_months.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    targets.measured_in,
    targets.direction,
    targets.clause,
    target_months.comparison,
    target_months.value,
    target_months.required,
    target_months.due_on,
    target_months.status,
    target_months.reason,
from target_months
join targets using (campaign_id, target_id)
join contenders using (campaign_id, unit_id)
where
    target_months.campaign_id = $campaign
    and target_months.month = $month
    and target_months.is_current
    and ($track = 'all' or contenders.track_id = $track)
qualify count(target_months.value) over (partition by target_months.target_id) > 0
order by contenders.position, targets.position
