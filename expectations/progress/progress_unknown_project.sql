-- progress_unknown_project: progress of a project that nobody lists; it counts nowhere.
-- severity: warning
-- column: project_code
select row_id, project_code as value, null as expected
from {batch}
where not is_listed
