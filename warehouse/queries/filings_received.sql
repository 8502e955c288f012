-- filings_received: every filing of a campaign that has been received, superseded ones too.
-- grain: one row per filing (of a file that is none of ours: the file), the latest first.
-- params: $campaign, $language
select
    filings.filing_id,
    if($language = 'en', filers.name_en, filers.name_zh) as unit,
    filings.month,
    filings.table_name,
    filings.received_at,
    filings.row_count as taken_rows,
    filings.rejected_rows as returned_rows,
    filings.source_file as filed_as,
from filings
left join filers on filers.campaign_id = filings.campaign_id and filers.unit_id = filings.filed_by
where filings.campaign_id = $campaign
order by filings.received_at desc, filings.filing_id
