-- filing_tables: what has come of each table of a unit for a month, and what is expected.
-- grain: one row per table.
-- params: $campaign, $month, $unit
select
    table_name,
    state,
    is_expected as is_expected_monthly,
    in_force_since,
    first_received_at,
    row_count as taken_rows,
    nullif(returned_rows, 0) as returned_rows,
    completed_at,
    nullif(superseded, 0) as superseded,
from filing_tables
where campaign_id = $campaign and month = $month and unit_id = $unit
order by is_expected desc, table_name
