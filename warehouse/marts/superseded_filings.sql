-- superseded_filings: every filing that took the place of an earlier one of the same campaign, unit,
-- table and month, and the one whose place it took: the last that had come until then.
-- grain: one row per filing and month in which it took a place over; a list is filed for one month.
-- That a list of another month is other is no correction of it: `plan_changes` compares those.
-- needs: slots
with entries as (
    select
        readings.campaign_id,
        filing_months.month,
        readings.filed_by,
        filings.table_name,
        filings.filing_id,
        readings.receipt_id,
        readings.path as source_file,
        readings.received_at,
        filings.row_count,
        lag(struct_pack(
            filing_id := filings.filing_id,
            source_file := readings.path,
            received_at := readings.received_at,
            row_count := filings.row_count
        )) over (
            partition by
                readings.campaign_id, readings.filed_by, filings.table_name, filing_months.month
            order by readings.received_at, readings.path, readings.receipt_id
        ) as before,
    from store.filings as filings
    join store.readings as readings using (receipt_id)
    join store.filing_months as filing_months using (filing_id)
    where filings.state != 'refused'
)

select
    entries.* exclude (row_count, before),
    before.filing_id as filing_id_before,
    before.source_file as source_file_before,
    before.received_at as received_at_before,
    entries.row_count as row_count,
    before.row_count as row_count_before,
    slots.filing_id is not null as is_current,
from entries
left join slots
    on slots.filing_id = entries.filing_id
    and slots.month = entries.month
where before is not null
order by entries.campaign_id, entries.month, entries.received_at, entries.filing_id
