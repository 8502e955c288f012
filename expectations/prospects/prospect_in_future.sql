-- prospect_in_future: a day of a prospect lies after the month filed.
-- severity: warning
-- column: listed_on
select row_id, list_max(filed_days) as value, filing_ends_on as expected
from {batch}
where list_max(filed_days) > filing_ends_on
