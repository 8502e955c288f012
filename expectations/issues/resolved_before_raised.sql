-- resolved_before_raised: an issue was settled before it was raised.
-- severity: warning
-- column: resolved_on
select *, resolved_on as value
from {batch}
where resolved_on < raised_on
