-- landed_unlisted: a prospect has landed, and its project is on nobody's list.
-- severity: info
-- column: project_code
-- By its number: the code of a confidential one is shown to nobody.
select row_id, prospect_id as value, started_on as expected
from {batch}
anti join listed using (campaign_id, project_code)
where started_on is not null and project_code is not null
