-- amount_negative: a total or a plan is negative.
-- severity: critical
-- column: total_investment_wanyuan
select *, least(total_investment_wanyuan, period_plan_wanyuan) as value
from {batch}
where total_investment_wanyuan < 0 or period_plan_wanyuan < 0
