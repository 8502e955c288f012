-- completed_in_future: a completion is reported that lies after the month filed.
-- severity: warning
-- column: completed_on
select *, completed_on as value
from {batch}
where completed_on > last_day(strptime(month, '%Y-%m')::date)
