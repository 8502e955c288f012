-- milestone_postponed: a milestone is due later than on the list before.
-- severity: warning
-- column: planned_on
select row_id, planned_on as value, planned_before as expected
from {batch}
where planned_on > planned_before
