-- What became of each known error in the filing that fills its slot. applied: the wrong value stood
-- there, and the right one counts; stale: something else stands there, and counts; unmatched: there
-- is no such row, or no such filing.
create or replace view known_error_states as
select
    known_errors.*,
    coalesce(replace(notes.kind, 'known_error_', ''), 'unmatched') as state,
    if(notes.kind = 'known_error_stale', notes.value, null) as value_found,
    slots.filing_id,
    if(notes.source_row is not null, readings.path, null) as source_file,
    notes.source_sheet,
    notes.source_row,
from known_errors
left join slots
    on slots.campaign_id = known_errors.campaign_id
    and slots.filed_by = known_errors.filed_by
    and slots.table_name = known_errors.table_name
    and slots.month = known_errors.month
left join readings on readings.receipt_id = split_part(slots.filing_id, '/', 1)
left join notes
    on notes.receipt_id = readings.receipt_id
    and notes.table_name = known_errors.table_name
    and notes.detail = known_errors.known_error_id
    and starts_with(notes.kind, 'known_error_');
