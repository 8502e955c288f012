-- filing_differences: what a filing changed of the one whose place it took.
-- grain: one row per row added or dropped, and per column of a row changed, in the filing's order.
-- Units stand by their names; other values are texts as the store keeps them.
-- params: $filing, $month, $language
select
    differences.row_key,
    differences.table_name,
    differences.column_name,
    if(
        differences.column_name = 'unit_id',
        coalesce(if($language = 'en', earlier.name_en, earlier.name_zh), differences.value_before),
        differences.value_before
    ) as value_before,
    if(
        differences.column_name = 'unit_id',
        coalesce(if($language = 'en', later.name_en, later.name_zh), differences.value_after),
        differences.value_after
    ) as value_after,
    differences.change,
    names.project_name,
    differences.is_hidden,
    differences.source_file_before as before_source_file,
    differences.source_sheet_before as before_source_sheet,
    differences.source_row_before as before_source_row,
    differences.source_file,
    differences.source_sheet,
    differences.source_row,
from filing_differences as differences
left join (
    select campaign_id, project_code, arg_max(project_name, filing_month) as project_name
    from projects
    group by all
) as names
    on names.campaign_id = differences.campaign_id
    and names.project_code = split_part(differences.row_key, ' ', 1)
left join contenders as earlier
    on earlier.campaign_id = differences.campaign_id
    and earlier.unit_id = differences.value_before
left join contenders as later
    on later.campaign_id = differences.campaign_id
    and later.unit_id = differences.value_after
where differences.filing_id = $filing and differences.month = $month
order by
    coalesce(differences.source_row, differences.source_row_before),
    differences.row_key,
    differences.column_name
