-- month_negative: the amount of the month is negative.
-- severity: warning
-- column: invested_in_month_wanyuan
select row_id, invested_in_month_wanyuan as value, null as expected
from {batch}
where invested_in_month_wanyuan < 0
