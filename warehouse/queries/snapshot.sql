-- snapshot: what the served snapshot was made from.
-- grain: one row.
select
    snapshot_id,
    last_received_at,
    filings,
    rejected_rows,
from snapshot
