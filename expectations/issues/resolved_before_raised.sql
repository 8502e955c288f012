-- resolved_before_raised: an issue was settled before it was raised.
-- severity: warning
-- column: resolved_on
select row_id, resolved_on as value, raised_on as expected
from {batch}
where resolved_on < raised_on
