-- superseded_filings: filings of a month that took the place of earlier ones, and what they changed.
-- grain: one row per filing, in order of arrival; of all campaigns or months where those are null.
-- Of a chosen track, and those of offices that race in none.
-- params: $campaign, $month, $track, $language
select
    superseded.campaign_id,
    superseded.month,
    superseded.filing_id,
    superseded.filed_by,
    coalesce(
        if($language = 'en', contenders.name_en, contenders.name_zh), superseded.filed_by
    ) as unit,
    superseded.table_name,
    count(*) filter (where differences.change = 'changed') as values_changed,
    count(*) filter (where differences.change = 'added') as rows_added,
    count(*) filter (where differences.change = 'dropped') as rows_dropped,
    count(distinct differences.row_key) filter (where differences.change = 'changed')
        as rows_changed,
    superseded.is_current,
    superseded.received_at,
    superseded.received_at_before,
    superseded.source_file_before as file_before,
    superseded.source_file as file_after,
    superseded.receipt_id,
from superseded_filings as superseded
left join filing_differences as differences
    on differences.filing_id = superseded.filing_id
    and differences.month = superseded.month
left join contenders
    on contenders.campaign_id = superseded.campaign_id
    and contenders.unit_id = superseded.filed_by
where
    ($campaign is null or superseded.campaign_id = $campaign)
    and ($month is null or superseded.month = $month)
    and ($track = 'all' or contenders.track_id is null or contenders.track_id = $track)
group by all
order by superseded.received_at, superseded.filing_id
