-- notes_of_unit: how often what was read of a unit's files otherwise than written, or left out.
-- grain: one row per kind of note, of all files for the month.
-- params: $campaign, $month, $unit
select notes.kind, count(*) as notes
from notes
where
    notes.campaign_id = $campaign
    and notes.filed_by = $unit
    and notes.receipt_id in (
        select receipt_id
        from filing_history
        where campaign_id = $campaign and month = $month and filed_by = $unit
    )
group by notes.kind
order by notes desc, notes.kind
