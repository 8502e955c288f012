-- parcel_months: every parcel of land as it stands at the end of a month.
-- grain: one row per campaign, month with data, filing unit and parcel of the list that holds.
-- needs: campaign_months, land, lists, project_months, projects
-- Cleared: on a day up to the month's end. Due: planned by then. Overdue: planned before that day,
-- and not cleared; on the day itself it is not. `is_filed`: the list was filed for the month itself.
with needed as (
    select
        now.campaign_id,
        now.month,
        now.project_code,
        now.unit_id as project_unit_id,
        now.is_started,
        projects.project_name,
        projects.planned_start,
    from project_months as now
    join projects
        on projects.filing_id = now.list_filing_id
        and projects.project_code = now.project_code
    where now.has_data and now.project_code in (select project_code from land)
)

select
    lists.campaign_id,
    lists.month,
    land.unit_id,
    lists.filed_by,
    land.parcel_id,
    land.project_code,
    needed.project_name,
    needed.project_unit_id,
    needed.is_started,
    needed.planned_start,
    land.area_mu,
    land.planned_on,
    if(land.cleared_on <= campaign_months.last_day, land.cleared_on, null) as cleared_on,
    coalesce(land.cleared_on <= campaign_months.last_day, false) as is_cleared,
    coalesce(land.planned_on <= campaign_months.last_day, false) as is_due,
    coalesce(land.planned_on < campaign_months.last_day, false) and not is_cleared as is_overdue,
    if(is_overdue, campaign_months.last_day - land.planned_on, null)::bigint as days_over,
    lists.filed_for = lists.month as is_filed,
    land.source_file,
    land.source_sheet,
    land.source_row,
from lists
join campaign_months using (campaign_id, month)
join land using (filing_id)
left join needed
    on needed.campaign_id = lists.campaign_id
    and needed.month = lists.month
    and needed.project_code = land.project_code
where lists.table_name = 'land' and campaign_months.has_data
