-- land_by_unit: each unit's area and parcels at the end of a month: cleared, overdue, not due yet.
-- grain: one row per unit with parcels, those with most area overdue first.
-- params: $campaign, $month, $track, $language
select
    land_months.unit_id,
    coalesce(if($language = 'en', contenders.name_en, contenders.name_zh), land_months.unit_id)
        as unit,
    land_months.parcels,
    land_months.cleared_parcels,
    land_months.overdue_parcels,
    land_months.area_mu,
    land_months.cleared_mu,
    land_months.overdue_mu,
    land_months.area_mu - land_months.cleared_mu - land_months.overdue_mu as coming_mu,
    exact_ratio(land_months.cleared_mu, land_months.area_mu, campaigns.rate_decimals + 2)
        as cleared_share,
    not land_months.is_filed as is_not_filed,
from land_months
join campaigns using (campaign_id)
left join contenders using (campaign_id, unit_id)
where
    campaign_id = $campaign
    and land_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by
    land_months.overdue_mu desc,
    coming_mu desc,
    contenders.position nulls last,
    land_months.unit_id
