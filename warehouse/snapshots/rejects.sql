-- rejects: every value that could not be taken, with its place, its reason and the whole row.
-- grain: one row per fault.
select
    readings.campaign_id,
    readings.filed_by,
    readings.first_month as month,
    rejects.table_name,
    readings.path as source_file,
    rejects.source_sheet,
    rejects.source_row,
    rejects.column_name,
    rejects.value,
    rejects.reason,
    rejects.expected,
    rejects.cells,
    readings.received_at,
from store.rejects
join store.readings using (receipt_id)
order by readings.received_at, readings.path, source_sheet, source_row, column_name
