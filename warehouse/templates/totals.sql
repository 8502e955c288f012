-- totals: the units whose totals are filed, with the cumulative figure that was filed last.
-- grain: one row per unit that files and unit.
-- params: $campaign, $month
select
    template_tables.unit_id as filed_by,
    coalesce(totals.unit_id, template_tables.unit_id) as unit_id,
    template_tables.month,
    arg_max(totals.invested_to_date_wanyuan, totals.month) as last_to_date_wanyuan,
from template_tables
left join totals
    on totals.campaign_id = template_tables.campaign_id
    and totals.filed_by = template_tables.unit_id
    and totals.month < template_tables.month
where
    template_tables.campaign_id = $campaign
    and template_tables.month = $month
    and template_tables.table_name = 'totals'
group by all
order by filed_by, arg_max(totals.source_row, totals.month), unit_id
