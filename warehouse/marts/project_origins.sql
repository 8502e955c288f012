-- project_origins: the rows of the list and of the plan that a project stands on at a month's end.
-- grain: one row per campaign, month and project listed. The plan's row is the last one planned up
-- to the month; null, as is the month's plan, where the project has none.
-- needs: lists, projects, scheduled
select
    lists.campaign_id,
    lists.month,
    projects.project_code,
    projects.project_name,
    lists.filed_by,
    projects.source_file as list_source_file,
    projects.source_sheet as list_source_sheet,
    projects.source_row as list_source_row,
    scheduled.source_file as plan_source_file,
    scheduled.source_sheet as plan_source_sheet,
    scheduled.source_row as plan_source_row,
    if(scheduled.month = lists.month, scheduled.planned_investment_wanyuan, null)
        as planned_in_month_wanyuan,
from lists
join projects using (filing_id)
left join lists as plan_lists
    on plan_lists.campaign_id = lists.campaign_id
    and plan_lists.month = lists.month
    and plan_lists.filed_by = lists.filed_by
    and plan_lists.table_name = 'plans'
asof left join scheduled
    on scheduled.filing_id = plan_lists.filing_id
    and scheduled.project_code = projects.project_code
    and scheduled.month <= lists.month
where lists.table_name = 'projects'
