-- completion_before_start: completion is planned before the start.
-- severity: warning
-- column: planned_completion
select *, planned_completion as value
from {batch}
where planned_completion < planned_start
