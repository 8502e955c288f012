-- notes: what was read otherwise than written, or left out, though nothing is wrong.
-- grain: one row per note. Of tables with confidential columns what stood there stays in the store.
select
    readings.receipt_id,
    readings.campaign_id,
    readings.filed_by,
    readings.first_month as month,
    notes.table_name,
    readings.path as source_file,
    notes.source_sheet,
    notes.source_row,
    notes.column_name,
    notes.kind,
    if(hides, null, notes.value) as value,
    if(hides, null, notes.detail) as detail,
from store.notes
join store.readings using (receipt_id)
cross join lateral (select coalesce(list_contains($hiding, notes.table_name), false) as hides)
order by readings.received_at, readings.path, source_sheet, source_row, column_name, kind, value
