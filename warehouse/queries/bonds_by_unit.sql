-- bonds_by_unit: what each unit has paid of its bonds at the end of a month, and has in reserve.
-- grain: one row per unit with bonds, those with most left to pay first.
-- params: $campaign, $month, $track, $language
select
    bond_months.unit_id,
    coalesce(if($language = 'en', contenders.name_en, contenders.name_zh), bond_months.unit_id)
        as unit,
    coalesce(sum(bonds) filter (where kind = 'payment'), 0)::bigint as payments,
    coalesce(sum(paid_up_bonds) filter (where kind = 'payment'), 0)::bigint as paid_up_bonds,
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
    not bool_and(is_filed) as is_not_filed,
from bond_months
join campaigns using (campaign_id)
left join contenders using (campaign_id, unit_id)
where
    campaign_id = $campaign
    and bond_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
group by bond_months.unit_id, unit, contenders.position
order by unpaid_wanyuan desc nulls last, contenders.position nulls last, bond_months.unit_id
