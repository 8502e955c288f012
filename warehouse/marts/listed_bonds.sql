-- listed_bonds: every special bond of the lists that hold at the end of a month.
-- grain: one row per campaign, month with data, filing unit and bond.
-- needs: bonds, campaign_months, lists, project_origins
-- `is_filed`: the list was filed for the month itself. `as_at_month` is the month that its figures say.
select
    lists.campaign_id,
    lists.month,
    lists.filed_by as unit_id,
    bonds.bond_id,
    bonds.kind,
    bonds.project_code,
    project_origins.project_name,
    bonds.amount_wanyuan,
    bonds.paid_to_date_wanyuan,
    bonds.month as as_at_month,
    lists.filed_for = lists.month as is_filed,
    bonds.source_file,
    bonds.source_sheet,
    bonds.source_row,
from lists
join campaign_months using (campaign_id, month)
join bonds using (filing_id)
left join project_origins
    on project_origins.campaign_id = lists.campaign_id
    and project_origins.month = lists.month
    and project_origins.project_code = bonds.project_code
where lists.table_name = 'bonds' and campaign_months.has_data
