-- paid_over_amount: more has been paid out than the bond is for.
-- severity: warning
-- column: paid_to_date_wanyuan
select row_id, paid_to_date_wanyuan as value, amount_wanyuan as expected
from {batch}
where paid_to_date_wanyuan > amount_wanyuan
