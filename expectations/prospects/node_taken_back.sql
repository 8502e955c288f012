-- node_taken_back: a node that was reached is so no longer.
-- severity: warning
-- column: signed_on
select row_id, null as value, taken_back[1] as expected
from {batch}
where len(taken_back) > 0
