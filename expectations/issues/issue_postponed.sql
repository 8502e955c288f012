-- issue_postponed: an issue is due later than on the list before.
-- severity: warning
-- column: due_on
select row_id, due_on as value, due_before as expected
from {batch}
where due_on > due_before
