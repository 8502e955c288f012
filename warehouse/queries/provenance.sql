-- provenance: what the figures of a campaign were made from, up to the latest filing.
-- grain: one row. Rows rejected in filings that were superseded since are not counted.
-- params: $campaign
select
    max(received_at) as last_received_at,
    count(*) filter (where is_current) as filings,
    coalesce(sum(rejected_rows) filter (where is_current or state = 'refused'), 0)::bigint
        as rejected_rows,
from filings
where campaign_id = $campaign
