-- exit_unexplained: a prospect left the list without a reason, or has a reason and no day.
-- severity: warning
-- column: exited_on
select row_id, exited_on as value, exit_reason as expected
from {batch}
where (exited_on is null) != (exit_reason is null)
