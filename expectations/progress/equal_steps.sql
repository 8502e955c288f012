-- equal_steps: the same amount month after month.
-- severity: info
-- column: invested_in_month_wanyuan
select row_id, step_wanyuan as value, $equal_months as expected
from {batch}
where is_equal and step_wanyuan > 0
