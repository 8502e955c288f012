-- sheets: which unit gets which tables.
-- grain: one row per unit and table, units in their order.
-- params: $campaign, $month
select
    filers.unit_id,
    filers.name_zh,
    filers.name_en,
    filers.track_id is null as is_office,
    template_tables.table_name,
from template_tables
join filers using (campaign_id, unit_id)
where template_tables.campaign_id = $campaign and template_tables.month = $month
order by filers.position, template_tables.table_name
