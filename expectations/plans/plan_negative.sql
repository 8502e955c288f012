-- plan_negative: a planned amount is negative.
-- severity: critical
-- column: planned_investment_wanyuan
select row_id, planned_investment_wanyuan as value, null as expected
from {batch}
where planned_investment_wanyuan < 0
