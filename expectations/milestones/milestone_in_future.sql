-- milestone_in_future: a milestone is reported as done after the month filed.
-- severity: warning
-- column: done_on
select row_id, done_on as value, filing_ends_on as expected
from {batch}
where done_on > filing_ends_on
