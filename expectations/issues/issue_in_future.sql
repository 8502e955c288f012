-- issue_in_future: an issue was raised or settled after the month filed.
-- severity: warning
-- column: raised_on
select row_id, greatest(raised_on, resolved_on) as value, filing_ends_on as expected
from {batch}
where greatest(raised_on, resolved_on) > filing_ends_on
