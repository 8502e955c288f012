-- paid_over_amount: more has been paid out than the bond is for.
-- severity: warning
-- column: paid_to_date_wanyuan
select *, paid_to_date_wanyuan as value
from {batch}
where paid_to_date_wanyuan > amount_wanyuan
