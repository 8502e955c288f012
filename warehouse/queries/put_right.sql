-- put_right: the rows of filings in which a known error is put right in the open.
-- grain: one row per row of a sheet.
-- params: $campaign
select distinct source_file, source_sheet, source_row
from known_errors
where campaign_id = $campaign and state = 'applied'
