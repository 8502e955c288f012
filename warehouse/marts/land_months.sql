-- land_months: the land of each unit at the end of a month: to be cleared, due, cleared, overdue.
-- grain: one row per campaign, month with data and unit that has parcels on a list.
-- needs: campaigns, parcel_months
-- `cleared_before_parcels` were cleared before the campaign began.
select
    campaign_id,
    month,
    unit_id,
    count(*) as parcels,
    count(*) filter (where is_due) as due_parcels,
    count(*) filter (where is_cleared) as cleared_parcels,
    count(*) filter (where cleared_on < start_on) as cleared_before_parcels,
    count(*) filter (where is_overdue) as overdue_parcels,
    sum(area_mu) as area_mu,
    coalesce(sum(area_mu) filter (where is_due), 0)::decimal(38, 4) as due_mu,
    coalesce(sum(area_mu) filter (where is_cleared), 0)::decimal(38, 4) as cleared_mu,
    coalesce(sum(area_mu) filter (where is_overdue), 0)::decimal(38, 4) as overdue_mu,
    bool_and(is_filed) as is_filed,
from parcel_months
join campaigns using (campaign_id)
group by campaign_id, month, unit_id
