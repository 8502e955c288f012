-- completed_before_started: the completion is dated before the start.
-- severity: warning
-- column: completed_on
select row_id, completed_on as value, started_on as expected
from {batch}
where completed_on < started_on
