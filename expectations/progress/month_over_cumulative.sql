-- month_over_cumulative: more is stated for the month than for all months together.
-- severity: warning
-- column: invested_in_month_wanyuan
select row_id, invested_in_month_wanyuan as value, invested_to_date_wanyuan as expected
from {batch}
where invested_in_month_wanyuan > invested_to_date_wanyuan and not is_unit_slip
