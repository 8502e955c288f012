-- completion_before_start: completion is planned before the start.
-- severity: warning
-- column: planned_completion
select row_id, planned_completion as value, planned_start as expected
from {batch}
where planned_completion < planned_start
