-- plans_disagree: the monthly plans do not add up to the plan of the period.
-- severity: warning
-- column: planned_investment_wanyuan
-- One row for the project, its first: the sum and what the list of projects states.
select row_id, planned_wanyuan as value, period_plan_wanyuan as expected
from {batch}
join plan_sums using (row_id)
where
    abs(planned_wanyuan - period_plan_wanyuan) > $plans_gap_share * period_plan_wanyuan
