-- name_twice: two codes of a unit's list have the same name.
-- severity: warning
-- column: project_name
select row_id, project_name as value, project_code as expected
from {batch}
where is_latest
qualify count(*) over (partition by campaign_id, filed_by, project_name) > 1
