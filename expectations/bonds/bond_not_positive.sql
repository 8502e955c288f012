-- bond_not_positive: a bond has no amount, or what is paid is negative.
-- severity: warning
-- column: amount_wanyuan
select row_id, least(amount_wanyuan, paid_to_date_wanyuan) as value, null as expected
from {batch}
where amount_wanyuan <= 0 or paid_to_date_wanyuan < 0
