-- template_projects: the projects that a unit reports on, and what is known of them from before.
-- grain: one row per campaign, month and project of a list in force. `unit_id` is who reported on
-- it last, at first the unit that answers for it; `last_…` is what was filed for months before.
-- made as: view
-- needs: lists, projects, progress, reported
select
    lists.campaign_id,
    lists.month,
    coalesce(reports.filed_by, projects.unit_id) as unit_id,
    projects.project_code,
    projects.project_name,
    projects.category,
    projects.lead_official,
    reported.reported_to_date_wanyuan as last_to_date_wanyuan,
    reported.status as last_status,
    reported.started_on as last_started_on,
    row_number() over (
        partition by lists.campaign_id, lists.month
        order by lists.filed_by, projects.source_sheet, projects.source_row
    ) as position,
from lists
join projects using (filing_id)
asof left join progress as reports
    on reports.campaign_id = lists.campaign_id
    and reports.project_code = projects.project_code
    and reports.month < lists.month
asof left join reported
    on reported.campaign_id = lists.campaign_id
    and reported.project_code = projects.project_code
    and reported.month < lists.month
where lists.table_name = 'projects'
