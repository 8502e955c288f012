-- known_errors: what is known to be wrong in filings and is put right in the open, and what became
-- of it in the filing that counts: `applied`; `stale`, where something else stands there by now;
-- `unmatched`, where there is no such row or filing. Stale and unmatched ones change nothing.
-- grain: one row per entry of the files of known errors. The place is the cell as it was filed.
-- Values of confidential columns stay in the store, with the reason, which may tell them.
select
    known.campaign_id,
    known.known_error_id,
    known.table_name,
    known.filed_by,
    known.month,
    known.row_key,
    known.column_name,
    known.is_hidden,
    if(known.is_hidden, null, known.wrong) as wrong,
    if(known.is_hidden, null, known.right_value) as right_value,
    if(known.is_hidden, null, known.value_found) as value_found,
    if(known.is_hidden, null, known.reason) as reason,
    known.decided_by,
    known.decided_on,
    nullif(known.letter, '') as letter,
    known.state,
    known.filing_id,
    known.source_file,
    known.source_sheet,
    known.source_row,
    known.book_sha256,
from store.known_error_states as known
order by known.campaign_id, known.month, known.known_error_id
