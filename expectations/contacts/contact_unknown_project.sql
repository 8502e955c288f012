-- contact_unknown_project: a contact with a project that nobody lists.
-- severity: warning
-- column: project_code
select row_id, project_code as value, null as expected
from {batch}
anti join listed using (campaign_id, project_code)
