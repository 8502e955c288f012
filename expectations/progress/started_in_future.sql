-- started_in_future: a start is reported that lies after the month filed.
-- severity: warning
-- column: started_on
select *, started_on as value
from {batch}
where started_on > last_day(strptime(month, '%Y-%m')::date)
