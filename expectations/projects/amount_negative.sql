-- amount_negative: a total or a plan is negative.
-- severity: critical
-- column: total_investment_wanyuan
select row_id, least(total_investment_wanyuan, period_plan_wanyuan) as value, null as expected
from {batch}
where total_investment_wanyuan < 0 or period_plan_wanyuan < 0
