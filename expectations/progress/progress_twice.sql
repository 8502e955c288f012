-- progress_twice: two units file the same project for the same month.
-- severity: critical
-- column: project_code
select row_id, project_code as value, month as expected
from {batch}
where is_twice
