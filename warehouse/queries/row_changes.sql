-- row_changes: what a filed row said otherwise than the one whose place it took, or says otherwise
-- than the one that took its place, column by column.
-- grain: one row per column changed, or one for a row added or dropped; earlier ones first.
-- params: $campaign, $table, $file, $sheet, $row
-- `side`: `before`, the place is that of the earlier row; `after`, of the later one. Lists of other
-- months are no corrections and not compared.
select
    'before' as side,
    change,
    table_name,
    column_name,
    value_before,
    value_after,
    is_hidden,
    source_file_before as source_file,
    source_sheet_before as source_sheet,
    source_row_before as source_row,
    month,
from filing_differences
where
    campaign_id = $campaign
    and table_name = $table
    and (source_file, source_sheet, source_row) = ($file, $sheet, $row::integer)

union all by name

select
    'after' as side,
    change,
    table_name,
    column_name,
    value_before,
    value_after,
    is_hidden,
    source_file,
    source_sheet,
    source_row,
    month,
from filing_differences
where
    campaign_id = $campaign
    and table_name = $table
    and (source_file_before, source_sheet_before, source_row_before) = ($file, $sheet, $row::integer)

order by side desc, month, column_name nulls first
