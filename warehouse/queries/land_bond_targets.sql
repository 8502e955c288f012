-- land_bond_targets: the targets of land and special bonds at the end of a month, each with its clause.
-- grain: one row per target of the whole, in the order of the definition; none without such targets.
-- params: $campaign, $month, $language
select
    target_months.target_id,
    if($language = 'en', targets.name_en, targets.name_zh) as target,
    targets.made_of,
    targets.measured_in,
    targets.per,
    targets.direction,
    targets.is_stretch,
    targets.clause,
    targets.is_ours,
    target_months.value,
    target_months.comparison,
    target_months.required,
    target_months.due,
    target_months.due_on,
    target_months.due_on < campaigns.end_on as is_due_early,
    target_months.status,
    target_months.reason,
    target_months.is_over_fulfilled,
from target_months
join targets using (campaign_id, target_id)
join campaigns using (campaign_id)
where
    target_months.campaign_id = $campaign
    and target_months.month = $month
    and target_months.is_current
    and target_months.unit_id is null
    and (targets.made_of in ('land', 'bonds') or targets.kind = 'land_quota')
order by targets.position
