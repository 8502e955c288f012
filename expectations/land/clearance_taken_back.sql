-- clearance_taken_back: a parcel that was cleared is so no longer.
-- severity: warning
-- column: cleared_on
select row_id, null as value, cleared_before as expected
from {batch}
where cleared_on is null and cleared_before is not null
