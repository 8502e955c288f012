-- bonds_by_month: special bonds month by month, as then listed: paid of what is to be paid, reserved.
-- grain: one row per month with data up to $month in which anybody listed bonds.
-- params: $campaign, $month, $track
-- Of `unstated_bonds`, of `unstated_wanyuan`, nobody says what is paid. What nothing is known of is
-- null, as are the amounts of a kind without a bond.
select
    bond_months.month,
    coalesce(sum(bonds) filter (where kind = 'payment'), 0)::bigint as payments,
    coalesce(sum(paid_up_bonds) filter (where kind = 'payment'), 0)::bigint as paid_up_bonds,
    coalesce(sum(unstated_bonds) filter (where kind = 'payment'), 0)::bigint as unstated_bonds,
    sum(amount_wanyuan) filter (where kind = 'payment') as amount_wanyuan,
    sum(paid_to_date_wanyuan) filter (where kind = 'payment') as paid_to_date_wanyuan,
    sum(unpaid_wanyuan) filter (where kind = 'payment') as unpaid_wanyuan,
    sum(unstated_wanyuan) filter (where kind = 'payment') as unstated_wanyuan,
    exact_ratio(
        sum(paid_to_date_wanyuan) filter (where kind = 'payment'),
        sum(amount_wanyuan) filter (where kind = 'payment'),
        any_value(rate_decimals) + 2
    ) as paid_share,
    coalesce(sum(bonds) filter (where kind = 'reserve'), 0)::bigint as reserves,
    sum(amount_wanyuan) filter (where kind = 'reserve') as reserved_wanyuan,
    count(distinct unit_id) filter (where not is_filed) as carried_units,
from bond_months
join campaigns using (campaign_id)
left join contenders using (campaign_id, unit_id)
where
    campaign_id = $campaign
    and bond_months.month <= $month
    and ($track = 'all' or contenders.track_id = $track)
group by bond_months.month
order by bond_months.month
