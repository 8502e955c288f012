-- milestone_in_future: a milestone is reported as done after the month filed.
-- severity: warning
-- column: done_on
select *, done_on as value
from {batch}
where done_on > last_day(strptime(filing_month, '%Y-%m')::date)
