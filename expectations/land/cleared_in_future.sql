-- cleared_in_future: a parcel is reported as cleared after the month filed.
-- severity: warning
-- column: cleared_on
select row_id, cleared_on as value, filing_ends_on as expected
from {batch}
where cleared_on > filing_ends_on
