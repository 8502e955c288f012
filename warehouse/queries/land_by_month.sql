-- land_by_month: area and parcels to be cleared, due and cleared, month by month, as then listed.
-- grain: one row per month with data up to $month in which anybody listed parcels.
-- params: $campaign, $month, $track
select
    land_months.month,
    sum(land_months.parcels)::bigint as parcels,
    sum(land_months.due_parcels)::bigint as due_parcels,
    sum(land_months.cleared_parcels)::bigint as cleared_parcels,
    sum(land_months.cleared_before_parcels)::bigint as cleared_before_parcels,
    sum(land_months.overdue_parcels)::bigint as overdue_parcels,
    sum(land_months.area_mu) as area_mu,
    sum(land_months.due_mu) as due_mu,
    sum(land_months.cleared_mu) as cleared_mu,
    sum(land_months.overdue_mu) as overdue_mu,
    sum(land_months.area_mu) - sum(land_months.cleared_mu) - sum(land_months.overdue_mu)
        as coming_mu,
    exact_ratio(sum(land_months.cleared_mu), sum(land_months.area_mu), any_value(rate_decimals) + 2)
        as cleared_share,
    exact_ratio(sum(land_months.due_mu), sum(land_months.area_mu), any_value(rate_decimals) + 2)
        as due_share,
    count(*) filter (where not land_months.is_filed) as carried_units,
from land_months
join campaigns using (campaign_id)
left join contenders using (campaign_id, unit_id)
where
    campaign_id = $campaign
    and land_months.month <= $month
    and ($track = 'all' or contenders.track_id = $track)
group by land_months.month
order by land_months.month
