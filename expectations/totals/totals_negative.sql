-- totals_negative: a total is negative.
-- severity: critical
-- column: invested_to_date_wanyuan
select row_id, least_total as value, null as expected
from {batch}
where least_total < 0
