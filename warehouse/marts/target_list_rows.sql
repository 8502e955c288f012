-- target_list_rows: what each parcel of land and each bond adds to a target by each month's end.
-- grain: one row per target made of land or bonds, month with data and parcel or bond.
-- made as: view
-- needs: lists, land, bonds, target_windows, targets
-- A bond is its filing unit's. Bonds issued are those being paid out; their amounts are in 亿元.
with listed as (
    select
        targets.campaign_id,
        targets.target_id,
        targets.kind,
        targets.made_of,
        windows.month,
        windows.first_day,
        windows.last_day,
        lists.filing_id,
        lists.filed_by,
        lists.filed_for = windows.month as is_filed,
    from targets
    join target_windows as windows using (campaign_id, target_id)
    join lists
        on lists.campaign_id = windows.campaign_id
        and lists.month = windows.month
        and lists.table_name = targets.made_of
    where targets.made_of in ('land', 'bonds')
)

select
    listed.campaign_id,
    listed.target_id,
    listed.month,
    land.unit_id,
    listed.made_of,
    concat_ws(' ', listed.filed_by, land.parcel_id) as row_id,
    land.project_code,
    land.parcel_id as row_name,
    coalesce(
        land.cleared_on <= listed.last_day
        and (listed.kind = 'land_cleared_rate' or land.cleared_on >= listed.first_day),
        false
    )::int::decimal(38, 4) as part,
    1::decimal(38, 4) as of_whole,
    listed.is_filed,
    land.source_file,
    land.source_sheet,
    land.source_row,
    land.source_file as list_source_file,
    land.source_sheet as list_source_sheet,
    land.source_row as list_source_row,
from listed
join land using (filing_id)
where
    listed.kind = 'parcels_cleared'
    or land.planned_on between listed.first_day and listed.last_day

union all by name

select
    listed.campaign_id,
    listed.target_id,
    listed.month,
    listed.filed_by as unit_id,
    listed.made_of,
    concat_ws(' ', listed.filed_by, bonds.bond_id) as row_id,
    bonds.project_code,
    bonds.bond_id as row_name,
    case
        when listed.kind = 'bonds_paid_rate' then bonds.paid_to_date_wanyuan
        when listed.kind in ('bond_payments', 'bond_reserves') then 1
        else bonds.amount_wanyuan
    end::decimal(38, 4) as part,
    if(listed.kind = 'bonds_paid_rate', bonds.amount_wanyuan, 1)::decimal(38, 4) as of_whole,
    listed.is_filed,
    bonds.source_file,
    bonds.source_sheet,
    bonds.source_row,
    bonds.source_file as list_source_file,
    bonds.source_sheet as list_source_sheet,
    bonds.source_row as list_source_row,
from listed
join bonds using (filing_id)
where
    bonds.kind
    = if(listed.kind in ('bonds_reserved', 'bond_reserves'), 'reserve', 'payment')
