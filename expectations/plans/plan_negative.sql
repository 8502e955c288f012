-- plan_negative: a planned amount is negative.
-- severity: critical
-- column: planned_investment_wanyuan
select *, planned_investment_wanyuan as value
from {batch}
where planned_investment_wanyuan < 0
