-- status_goes_back: the status is one that the project had passed.
-- severity: warning
-- column: status
select row_id, status as value, furthest_before.status as expected
from {batch}
where stage_of(status) < furthest_before.stage
