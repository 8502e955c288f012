-- progress_falls: a cumulative amount is below the one filed before it.
-- severity: warning
-- column: invested_to_date_wanyuan
select row_id, invested_to_date_wanyuan as value, to_date_before_wanyuan as expected
from {batch}
where invested_to_date_wanyuan < to_date_before_wanyuan and not is_unit_slip
