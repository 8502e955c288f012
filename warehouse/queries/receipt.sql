-- receipt: what became of a file that was received.
-- grain: one row per table of the file, or one if nothing of it could be taken; none if unknown.
-- params: $receipt
select
    table_name,
    state,
    is_current,
    source_file,
    received_at,
from filings
where receipt_id = $receipt
order by table_name
