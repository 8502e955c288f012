-- due_before_raised: an issue was due before it was raised.
-- severity: warning
-- column: due_on
select row_id, due_on as value, raised_on as expected
from {batch}
where due_on < raised_on
