-- filings: every filing ever received, the ones that were superseded too.
-- grain: one row per file and table, and one for each file of which nothing could be taken.
select
    coalesce(store.filings.filing_id, readings.receipt_id) as filing_id,
    readings.receipt_id,
    readings.campaign_id,
    readings.filed_by,
    readings.first_month as month,
    readings.last_month,
    filings.table_name,
    coalesce(filings.is_register, false) as is_register,
    readings.path as source_file,
    readings.sha256,
    readings.received_at,
    readings.is_late,
    readings.is_synthetic,
    coalesce(filings.row_count, 0) as row_count,
    coalesce(filings.rejected_rows, 0) as rejected_rows,
    coalesce(filings.state, 'refused') as state,
    exists (from slots where slots.filing_id = filings.filing_id) as is_current,
from store.readings
left join store.filings using (receipt_id)
order by readings.received_at, readings.path, filings.table_name
