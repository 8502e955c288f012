-- filings_unplaced: files of a campaign's folder whose unit or month could not be told.
-- grain: one row per file, latest first.
-- params: $campaign
select received_at, source_file, reason, value, expected
from rejects
where campaign_id is null and split_part(source_file, '/', 1) = $campaign
order by received_at desc, source_file
