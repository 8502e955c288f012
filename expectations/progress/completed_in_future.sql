-- completed_in_future: a completion is reported that lies after the month filed.
-- severity: warning
-- column: completed_on
select row_id, completed_on as value, month_ends_on as expected
from {batch}
where completed_on > month_ends_on
