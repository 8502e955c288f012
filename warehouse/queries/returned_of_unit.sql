-- returned_of_unit: the values of a unit that were returned, latest first, at most a hundred.
-- grain: one row per fault; `faults` is how many there are in all. Open is what no later file of the
-- same table has followed; of a file of no known table, after which nothing was taken.
-- params: $campaign, $month, $unit
select
    rejects.table_name,
    rejects.column_name,
    rejects.value,
    rejects.reason,
    rejects.expected,
    rejects.source_file,
    rejects.source_sheet,
    rejects.source_row,
    rejects.received_at,
    not exists (
        from filing_history as later
        where
            later.campaign_id = history.campaign_id
            and later.month = history.month
            and later.filed_by = history.filed_by
            and if(
                history.table_name is null,
                later.is_taken and later.received_at > history.received_at,
                later.table_name = history.table_name
                and (later.received_at, later.source_file, later.receipt_id)
                > (history.received_at, history.source_file, history.receipt_id)
            )
    ) as is_still_open,
    count(*) over () as faults,
from filing_history as history
join rejects
    on rejects.receipt_id = history.receipt_id
    and rejects.table_name is not distinct from history.table_name
where
    history.campaign_id = $campaign
    and history.month = $month
    and history.filed_by = $unit
order by
    is_still_open desc, rejects.received_at desc, rejects.source_file, rejects.source_sheet,
    rejects.source_row, rejects.column_name
limit 100
