-- rejects: every value that could not be taken, with its place, its reason and the whole row.
-- grain: one row per fault. Of tables with confidential columns the cells stay in the store.
select
    readings.receipt_id,
    readings.campaign_id,
    readings.filed_by,
    readings.first_month as month,
    rejects.table_name,
    readings.path as source_file,
    rejects.source_sheet,
    rejects.source_row,
    rejects.column_name,
    if(hides, null, rejects.value) as value,
    rejects.reason,
    rejects.expected,
    if(hides, null, rejects.cells) as cells,
    readings.received_at,
from store.rejects
join store.readings using (receipt_id)
cross join lateral (select coalesce(list_contains($hiding, rejects.table_name), false) as hides)
order by readings.received_at, readings.path, source_sheet, source_row, column_name
