-- totals_twice: two filings give totals of the same unit and month.
-- severity: critical
-- column: unit_id
select row_id, unit_id as value, month as expected
from {batch}
qualify count(*) over (partition by campaign_id, unit_id, month) > 1
