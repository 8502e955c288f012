-- targets_board: the board of targets at the end of a month, in the order of the definition.
-- grain: one row per target and who has to reach it: the whole (no unit), then single contenders.
-- Of checkpoints the one that is next, or the last; how many were missed stands beside it.
-- params: $campaign, $month, $language
select
    target_months.target_id,
    if($language = 'en', targets.name_en, targets.name_zh) as target,
    target_months.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    targets.measured_in,
    targets.per,
    targets.direction,
    targets.is_stretch,
    targets.clause,
    targets.is_ours,
    targets.made_of,
    target_months.value,
    target_months.numerator,
    target_months.denominator,
    target_months.comparison,
    target_months.required,
    target_months.due,
    target_months.due_on,
    target_months.due_on < campaigns.end_on as is_due_early,
    target_months.status,
    target_months.reason,
    target_months.is_over_fulfilled,
    target_months.checkpoint_on,
    checkpoints.checkpoints,
    checkpoints.missed_checkpoints,
from target_months
join targets using (campaign_id, target_id)
join campaigns using (campaign_id)
left join contenders using (campaign_id, unit_id)
left join (
    select
        target_id,
        unit_id,
        count(*) filter (where checkpoint_on is not null) as checkpoints,
        count(*) filter (where checkpoint_on is not null and status = 'missed')
            as missed_checkpoints,
    from target_months
    where campaign_id = $campaign and month = $month
    group by all
) as checkpoints
    on checkpoints.target_id = target_months.target_id
    and checkpoints.unit_id is not distinct from target_months.unit_id
where
    target_months.campaign_id = $campaign
    and target_months.month = $month
    and target_months.is_current
order by targets.position, target_months.unit_id is not null, contenders.position
