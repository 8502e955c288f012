-- names: what the listed projects are called.
-- grain: one row per project.
-- params: $campaign, $month
select distinct projects.project_code, projects.project_name
from lists
join projects using (filing_id)
where lists.campaign_id = $campaign and lists.month = $month and lists.table_name = 'projects'
