-- target_months_of: the course of one target, month by month up to the chosen one.
-- grain: one row per month with data and goal: the target itself, or each of its checkpoints.
-- params: $campaign, $target, $unit, $month
-- $unit is a contender, or 'whole'.
select
    target_months.month,
    target_months.checkpoint_on,
    target_months.due_on,
    target_months.value,
    target_months.numerator,
    target_months.denominator,
    target_months.comparison,
    target_months.required,
    target_months.due,
    target_months.status,
    target_months.reason,
    target_months.judged_month,
    target_months.is_current,
from target_months
where
    target_months.campaign_id = $campaign
    and target_months.target_id = $target
    and coalesce(target_months.unit_id, 'whole') = $unit
    and target_months.month <= $month
order by target_months.month, target_months.due_on, target_months.checkpoint_on nulls last
