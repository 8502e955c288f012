-- known_errors: what is known to be wrong in a campaign's filings, and what became of it.
-- grain: one row per entry; those that change nothing first. Of all campaigns where that is null.
-- params: $campaign, $language
select
    coalesce(if($language = 'en', contenders.name_en, contenders.name_zh), known.filed_by) as unit,
    known.state,
    known.month,
    known.table_name,
    known.column_name,
    known.wrong,
    known.right_value,
    known.value_found,
    known.row_key,
    known.is_hidden,
    known.reason as put_right_because,
    known.decided_by,
    known.decided_on,
    known.letter,
    known.known_error_id,
    known.source_file,
    known.source_sheet,
    known.source_row,
    known.campaign_id,
from known_errors as known
left join contenders
    on contenders.campaign_id = known.campaign_id
    and contenders.unit_id = known.filed_by
where $campaign is null or known.campaign_id = $campaign
order by known.state = 'applied', known.campaign_id, known.month, known.known_error_id
