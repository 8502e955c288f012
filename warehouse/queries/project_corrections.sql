-- project_corrections: what was filed of a project and put right since, the latest first.
-- grain: one row per column of a row that a later filing changed (`correction` is filing), and per
-- known error put right in the open (`correction` is known_error).
-- params: $campaign, $month, $project
select
    'filing' as correction,
    month,
    table_name,
    column_name,
    value_before,
    value_after,
    is_hidden,
    null::varchar as put_right_because,
    source_file_before as before_source_file,
    source_sheet_before as before_source_sheet,
    source_row_before as before_source_row,
    source_file,
    source_sheet,
    source_row,
from filing_differences
where
    campaign_id = $campaign
    and row_key = $project
    and table_name in ('projects', 'progress')
    and month <= $month

union all by name

select
    'known_error' as correction,
    month,
    table_name,
    column_name,
    wrong as value_before,
    right_value as value_after,
    is_hidden,
    reason as put_right_because,
    source_file,
    source_sheet,
    source_row,
from known_errors
where
    campaign_id = $campaign
    and row_key = $project
    and table_name in ('projects', 'progress')
    and month <= $month
    and state = 'applied'
order by month desc, table_name, column_name
