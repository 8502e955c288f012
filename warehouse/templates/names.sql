-- names: what the listed projects are called.
-- grain: one row per project.
-- params: $campaign, $month
select distinct project_code, project_name
from template_projects
where campaign_id = $campaign and month = $month
