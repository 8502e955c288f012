-- project_bonds: the special bonds of a project, as the lists of a month have them.
-- grain: one row per bond. Nothing is said of what was paid where nothing was filed.
-- params: $campaign, $month, $project
select
    bonds.bond_id,
    bonds.kind as bond_kind,
    bonds.amount_wanyuan,
    bonds.paid_to_date_wanyuan,
    exact_ratio(
        bonds.paid_to_date_wanyuan, bonds.amount_wanyuan, campaigns.rate_decimals + 2
    ) as paid_share,
    bonds.month,
    bonds.source_file,
    bonds.source_sheet,
    bonds.source_row,
from lists
join bonds using (filing_id)
join campaigns on campaigns.campaign_id = lists.campaign_id
where
    lists.campaign_id = $campaign
    and lists.month = $month
    and lists.table_name = 'bonds'
    and bonds.project_code = $project
order by bonds.kind, bonds.bond_id
