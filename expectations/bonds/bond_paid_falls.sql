-- bond_paid_falls: less has been paid out than on the list before.
-- severity: warning
-- column: paid_to_date_wanyuan
select row_id, paid_to_date_wanyuan as value, paid_before_wanyuan as expected
from {batch}
where paid_to_date_wanyuan < paid_before_wanyuan
