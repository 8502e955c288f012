-- progress_month_disagrees: the month is not the difference of the cumulative amounts.
-- severity: warning
-- column: invested_in_month_wanyuan
-- Only where the month before was filed too.
select row_id, invested_in_month_wanyuan as value, difference_wanyuan as expected
from {batch}
where
    abs(difference_wanyuan - invested_in_month_wanyuan) > $rounding_wanyuan
    and not is_unit_slip
