-- totals_twice: two filings give totals of the same unit and month.
-- severity: critical
-- column: unit_id
select *, unit_id as value
from {batch}
qualify count(*) over (partition by campaign_id, unit_id, month) > 1
