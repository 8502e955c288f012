-- land_unknown_project: a parcel for a project that nobody lists.
-- severity: warning
-- column: project_code
select row_id, project_code as value, null as expected
from {batch}
anti join listed using (campaign_id, project_code)
where project_code is not null
