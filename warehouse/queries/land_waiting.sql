-- land_waiting: the projects whose land is not cleared at the end of a month, longest overdue first.
-- grain: one row per project with a parcel that is not cleared, of the track that clears it.
-- params: $campaign, $month, $track, $language
-- `unit` answers for the project, `clearing_units` for its land. A project that nobody lists has its
-- code alone.
select
    parcel_months.project_code,
    any_value(parcel_months.project_name) as project_name,
    any_value(if($language = 'en', answering.name_en, answering.name_zh)) as unit,
    list(
        distinct coalesce(
            if($language = 'en', contenders.name_en, contenders.name_zh), parcel_months.unit_id
        )
    ) as clearing_units,
    count(*) as open_parcels,
    count(*) filter (where parcel_months.is_overdue) as overdue_parcels,
    sum(parcel_months.area_mu) as open_mu,
    min(parcel_months.planned_on) as planned_on,
    max(parcel_months.days_over) as days_over,
    any_value(parcel_months.planned_start) as planned_start,
    any_value(parcel_months.is_started) as is_started,
from parcel_months
left join contenders
    on contenders.campaign_id = parcel_months.campaign_id
    and contenders.unit_id = parcel_months.unit_id
left join contenders as answering
    on answering.campaign_id = parcel_months.campaign_id
    and answering.unit_id = parcel_months.project_unit_id
where
    parcel_months.campaign_id = $campaign
    and parcel_months.month = $month
    and not parcel_months.is_cleared
    and parcel_months.project_code is not null
    and ($track = 'all' or contenders.track_id = $track)
group by parcel_months.project_code
order by days_over desc nulls last, open_mu desc, parcel_months.project_code
