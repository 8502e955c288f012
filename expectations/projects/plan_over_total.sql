-- plan_over_total: the plan of the period is more than the whole project.
-- severity: warning
-- column: period_plan_wanyuan
select row_id, period_plan_wanyuan as value, total_investment_wanyuan as expected
from {batch}
where period_plan_wanyuan > total_investment_wanyuan
