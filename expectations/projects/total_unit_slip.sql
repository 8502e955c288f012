-- total_unit_slip: the total is some 10⁴ or 10⁸ times that of the list before, or a part of it.
-- severity: warning
-- column: total_investment_wanyuan
select row_id, total_investment_wanyuan as value, total_before_wanyuan as expected
from {batch}
where is_slip(total_investment_wanyuan, total_before_wanyuan)
