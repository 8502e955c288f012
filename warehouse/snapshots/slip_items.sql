-- slip_items: what units were sent back, and what they were asked to check; open, or mended when.
-- grain: one row per item: a unit's row of a table (by its key), column and reason, from the filing
-- that first had it to the one that no longer did. Its place is that of the filing that had it last.
-- Broken rules are known of the rows that count now alone, so those are open, and have no history;
-- rules that are only counted send nothing back. Of tables with confidential columns what stood
-- there stays in the store.
with items as (
    select
        receipt_id,
        table_name,
        row_key,
        column_name,
        reason,
        true as must_be_mended,
        source_sheet,
        source_row,
        value,
        opened_at,
        closed_at,
        closing_receipt_id,
    from store.returned_items
    union all
    select
        split_part(failures.filing_id, '/', 1),
        failures.suite,
        null,
        failures.column_name,
        failures.rule_id,
        failures.severity = 'critical',
        failures.source_sheet,
        failures.source_row,
        failures.value,
        readings.received_at,
        null,
        null,
    from store.check_failures as failures
    join store.readings on readings.receipt_id = split_part(failures.filing_id, '/', 1)
    where failures.snapshot_id = $content and failures.severity != 'info'
)

select
    readings.campaign_id,
    readings.filed_by,
    readings.first_month as month,
    items.table_name,
    if(hides, null, items.row_key) as row_key,
    items.column_name,
    items.reason,
    items.must_be_mended,
    items.receipt_id,
    readings.path as source_file,
    items.source_sheet,
    items.source_row,
    if(hides, null, items.value) as value,
    items.opened_at,
    items.closed_at,
    items.closing_receipt_id,
from items
join store.readings using (receipt_id)
cross join lateral (select coalesce(list_contains($hiding, items.table_name), false) as hides)
order by all
