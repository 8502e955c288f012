-- bonds_listed: the special bonds as they are listed at the end of a month, what is to be paid first.
-- grain: one row per bond of the lists that hold. `as_at_month` is the month that its figures say.
-- params: $campaign, $month, $track, $language
select
    listed_bonds.unit_id,
    coalesce(if($language = 'en', contenders.name_en, contenders.name_zh), listed_bonds.unit_id)
        as unit,
    listed_bonds.bond_id,
    listed_bonds.kind as bond_kind,
    listed_bonds.project_name,
    listed_bonds.project_code,
    listed_bonds.amount_wanyuan,
    listed_bonds.paid_to_date_wanyuan,
    exact_ratio(
        listed_bonds.paid_to_date_wanyuan, listed_bonds.amount_wanyuan, campaigns.rate_decimals + 2
    ) as paid_share,
    listed_bonds.as_at_month,
    listed_bonds.source_file,
    listed_bonds.source_sheet,
    listed_bonds.source_row,
from listed_bonds
join campaigns using (campaign_id)
left join contenders using (campaign_id, unit_id)
where
    campaign_id = $campaign
    and listed_bonds.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by
    listed_bonds.kind,
    paid_share nulls first,
    listed_bonds.amount_wanyuan desc,
    listed_bonds.unit_id,
    listed_bonds.bond_id
