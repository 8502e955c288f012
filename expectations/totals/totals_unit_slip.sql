-- totals_unit_slip: a total is some 10⁴ or 10⁸ times the one before it, or a part of it.
-- severity: warning
-- column: invested_to_date_wanyuan
select row_id, invested_to_date_wanyuan as value, to_date_before_wanyuan as expected
from {batch}
where is_slip(invested_to_date_wanyuan, to_date_before_wanyuan)
