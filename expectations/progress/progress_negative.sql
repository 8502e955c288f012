-- progress_negative: a cumulative amount is negative.
-- severity: critical
-- column: invested_to_date_wanyuan
select
    row_id,
    least(invested_to_date_wanyuan, statistical_to_date_wanyuan) as value,
    null as expected,
from {batch}
where invested_to_date_wanyuan < 0 or statistical_to_date_wanyuan < 0
