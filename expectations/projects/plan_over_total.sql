-- plan_over_total: the plan of the period is more than the whole project.
-- severity: warning
-- column: period_plan_wanyuan
select *, period_plan_wanyuan as value
from {batch}
where period_plan_wanyuan > total_investment_wanyuan
