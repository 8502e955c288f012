-- milestone_reopened: a milestone that was done is so no longer.
-- severity: warning
-- column: done_on
select row_id, null as value, done_before as expected
from {batch}
where done_on is null and done_before is not null
