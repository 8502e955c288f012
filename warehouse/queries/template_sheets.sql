-- template_sheets: the tables in a unit's template.
-- grain: one row per table. `given_rows` counts the rows of the list in force, or the projects that
-- are reported on; null for tables that begin anew each month.
-- params: $campaign, $month, $unit
select
    template_tables.table_name,
    case
        when template_tables.table_name = 'progress' then coalesce(template_reports.projects, 0)
        else filings.row_count
    end as given_rows,
    lists.filed_for,
from template_tables
left join template_reports
    on template_reports.campaign_id = template_tables.campaign_id
    and template_reports.month = template_tables.month
    and template_reports.unit_id = template_tables.unit_id
left join lists
    on lists.campaign_id = template_tables.campaign_id
    and lists.month = template_tables.month
    and lists.table_name = template_tables.table_name
    and lists.filed_by = template_tables.unit_id
left join filings on filings.filing_id = lists.filing_id
where
    template_tables.campaign_id = $campaign
    and template_tables.month = $month
    and template_tables.unit_id = $unit
order by lists.filed_for is null, template_tables.table_name
