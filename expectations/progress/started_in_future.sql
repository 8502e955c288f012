-- started_in_future: a start is reported that lies after the month filed.
-- severity: warning
-- column: started_on
select row_id, started_on as value, month_ends_on as expected
from {batch}
where started_on > month_ends_on
