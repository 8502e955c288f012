-- filings_of_unit: everything that a unit ever filed, and what became of each, latest first.
-- grain: one row per month, file and table.
-- params: $campaign, $unit
select
    month,
    table_name,
    if(replaced_at is null, state, 'replaced') as state,
    received_at,
    is_late,
    row_count as taken_rows,
    nullif(rejected_rows, 0) as returned_rows,
    source_file as filed_as,
    left(receipt_id, 12) as receipt,
    replaced_at,
    replaced_by_file as replaced_as,
    left(replaced_by, 12) as replaced_by,
from filing_history
where campaign_id = $campaign and filed_by = $unit
order by month desc, received_at desc, source_file, table_name
