-- progress_twice: two units file the same project for the same month.
-- severity: critical
-- column: project_code
select *, project_code as value
from {batch}
qualify count(*) over (partition by campaign_id, project_code, month) > 1
