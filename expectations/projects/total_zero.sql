-- total_zero: the total investment is zero.
-- severity: warning
-- column: total_investment_wanyuan
select row_id, total_investment_wanyuan as value, null as expected
from {batch}
where total_investment_wanyuan = 0
