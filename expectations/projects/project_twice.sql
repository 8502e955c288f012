-- project_twice: a project stands on the current lists of two filing units.
-- severity: critical
-- column: project_code
select row_id, project_code as value, null as expected
from {batch}
where is_latest
qualify count(distinct filed_by) over (partition by campaign_id, project_code) > 1
