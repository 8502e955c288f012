-- indicator_twice: two filings give the same indicator for the same place and month.
-- severity: critical
-- column: indicator
select row_id, indicator as value, month as expected
from {batch}
qualify count(*) over (partition by campaign_id, place, month, indicator) > 1
