-- total_months: the totals of units that list no project, carried from the last month filed.
-- grain: one row per campaign, unit and month. A unit files for all its projects or for none.
-- needs: campaign_months, contenders, project_months, totals
select
    campaign_months.campaign_id,
    campaign_months.month,
    contenders.track_id,
    contenders.unit_id,
    campaign_months.has_data,
    totals.month = campaign_months.month as is_filed,
    totals.projects,
    if(campaign_months.has_data, if(is_filed, totals.projects, 0), null) as filed_projects,
    totals.period_plan_wanyuan,
    time_share(
        totals.period_plan_wanyuan, campaign_months.elapsed_days, campaign_months.total_days
    ) as planned_to_date_wanyuan,
    if(campaign_months.has_data, totals.invested_to_date_wanyuan, null)
        as invested_to_date_wanyuan,
    totals.planned_starts,
    totals.started,
    totals.planned_completions,
    totals.completed,
    totals.source_file,
    totals.source_sheet,
    totals.source_row,
from campaign_months
join contenders using (campaign_id)
asof join totals
    on totals.campaign_id = contenders.campaign_id
    and totals.unit_id = contenders.unit_id
    and totals.month <= campaign_months.month
anti join project_months
    on project_months.campaign_id = contenders.campaign_id
    and project_months.unit_id = contenders.unit_id
    and project_months.month = campaign_months.month
