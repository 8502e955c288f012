-- land_bond_summary: land and special bonds at the end of a month, in numbers.
-- grain: one row, also where no list has any. Amounts and shares are null where nothing is listed.
-- params: $campaign, $month, $track
with land as (
    select
        count(*) > 0 as has_land,
        sum(parcels)::bigint as parcels,
        sum(cleared_parcels)::bigint as cleared_parcels,
        sum(overdue_parcels)::bigint as overdue_parcels,
        sum(area_mu) as area_mu,
        sum(cleared_mu) as cleared_mu,
        sum(overdue_mu) as overdue_mu,
    from land_months
    left join contenders using (campaign_id, unit_id)
    where
        campaign_id = $campaign
        and land_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
),

money as (
    select
        count(*) > 0 as has_bonds,
        coalesce(sum(bonds) filter (where kind = 'payment'), 0)::bigint as payments,
        coalesce(sum(bonds) filter (where kind = 'reserve'), 0)::bigint as reserves,
        sum(amount_wanyuan) filter (where kind = 'payment') as amount_wanyuan,
        sum(paid_to_date_wanyuan) filter (where kind = 'payment') as paid_to_date_wanyuan,
        sum(amount_wanyuan) filter (where kind = 'reserve') as reserved_wanyuan,
    from bond_months
    left join contenders using (campaign_id, unit_id)
    where
        campaign_id = $campaign
        and bond_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
)

select
    land.*,
    exact_ratio(land.cleared_mu, land.area_mu, campaigns.rate_decimals + 2) as cleared_share,
    money.*,
    exact_ratio(money.paid_to_date_wanyuan, money.amount_wanyuan, campaigns.rate_decimals + 2)
        as paid_share,
from campaigns
cross join land
cross join money
where campaigns.campaign_id = $campaign
