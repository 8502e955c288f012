-- reserve_paid: money is paid out of a bond that is only in reserve.
-- severity: warning
-- column: paid_to_date_wanyuan
select row_id, paid_to_date_wanyuan as value, null as expected
from {batch}
where kind = 'reserve' and paid_to_date_wanyuan > 0
