-- project_land: the parcels that a project needs, as the lists of a month have them.
-- grain: one row per parcel. `state`: done, late (cleared after its day), overdue or coming.
-- params: $campaign, $month, $project
select
    land.parcel_id,
    land.area_mu,
    case
        when land.cleared_on <= campaign_months.last_day and land.cleared_on > land.planned_on
            then 'late'
        when land.cleared_on <= campaign_months.last_day then 'done'
        when land.planned_on <= campaign_months.last_day then 'overdue'
        else 'coming'
    end as state,
    land.planned_on,
    if(land.cleared_on <= campaign_months.last_day, land.cleared_on, null) as cleared_on,
    land.source_file,
    land.source_sheet,
    land.source_row,
from lists
join land using (filing_id)
join campaign_months
    on campaign_months.campaign_id = lists.campaign_id and campaign_months.month = lists.month
where
    lists.campaign_id = $campaign
    and lists.month = $month
    and lists.table_name = 'land'
    and land.project_code = $project
order by land.planned_on, land.parcel_id
