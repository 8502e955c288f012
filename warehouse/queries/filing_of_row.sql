-- filing_of_row: the filing that a place in a file belongs to, and what has become of it.
-- grain: one row per filing that came as that file and table, the latest first; none if unknown.
-- params: $campaign, $table, $file, $language
-- `stands_from` and `stands_to` are the months with data for which it counts; null for none. A list
-- counts until the next one. `took_place_of` is the file that it corrected; null for the first.
with standing as (
    select filing_id, min(month) as stands_from, max(month) as stands_to,
    from filings_in_force
    where campaign_id = $campaign and table_name = $table
    group by filing_id
)

select
    history.filing_id,
    any_value(history.receipt_id) as receipt_id,
    any_value(history.filed_by) as unit_id,
    any_value(
        coalesce(if($language = 'en', filers.name_en, filers.name_zh), history.filed_by)
    ) as unit,
    min(history.month) as filing_month,
    max(history.month) as last_month,
    any_value(history.is_register) as is_register,
    any_value(history.received_at) as received_at,
    bool_or(history.is_late) as is_late,
    any_value(history.state) as state,
    any_value(standing.stands_from) as stands_from,
    any_value(standing.stands_to) as stands_to,
    any_value(corrected.source_file_before) as took_place_of,
    any_value(history.replaced_by_file) as replaced_by_file,
    any_value(history.replaced_at) as replaced_at,
from filing_history as history
left join standing using (filing_id)
left join superseded_filings as corrected
    on corrected.filing_id = history.filing_id
    and corrected.month = history.month
left join filers
    on filers.campaign_id = history.campaign_id
    and filers.unit_id = history.filed_by
where
    history.campaign_id = $campaign
    and history.source_file = $file
    and history.table_name = $table
group by history.filing_id
order by received_at desc
