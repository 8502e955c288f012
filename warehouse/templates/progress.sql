-- progress: the projects that each unit reports on, and what it last filed of them.
-- grain: one row per project.
-- params: $campaign, $month
select
    unit_id as filed_by,
    project_code,
    last_to_date_wanyuan,
    last_status,
    last_started_on,
from template_projects
where campaign_id = $campaign and month = $month
order by position
