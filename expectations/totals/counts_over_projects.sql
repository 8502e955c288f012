-- counts_over_projects: more projects started or completed than there are.
-- severity: warning
-- column: projects
select row_id, greatest(started, completed) as value, projects as expected
from {batch}
where greatest(started, completed) > projects
