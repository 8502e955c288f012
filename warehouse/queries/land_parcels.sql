-- land_parcels: the parcels at the end of a month, those that are longest overdue first.
-- grain: one row per parcel. `state`: overdue, coming, unplanned (no day is planned) or cleared.
-- params: $campaign, $month, $track, $language
select
    parcel_months.unit_id,
    coalesce(if($language = 'en', contenders.name_en, contenders.name_zh), parcel_months.unit_id)
        as unit,
    parcel_months.parcel_id,
    case
        when parcel_months.is_cleared then 'cleared'
        when parcel_months.is_overdue then 'overdue'
        when parcel_months.planned_on is null then 'unplanned'
        else 'coming'
    end as state,
    parcel_months.area_mu,
    parcel_months.planned_on,
    parcel_months.cleared_on,
    parcel_months.days_over,
    parcel_months.project_name,
    parcel_months.project_code,
    parcel_months.source_file,
    parcel_months.source_sheet,
    parcel_months.source_row,
from parcel_months
left join contenders using (campaign_id, unit_id)
where
    campaign_id = $campaign
    and parcel_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by
    parcel_months.days_over desc nulls last,
    parcel_months.is_cleared,
    parcel_months.planned_on nulls last,
    parcel_months.filed_by,
    parcel_months.parcel_id
