-- value_out_of_range: an indicator that is beyond what is possible.
-- severity: warning
-- column: value_percent
select row_id, value_percent as value, $indicator_percent as expected
from {batch}
where abs(value_percent) > $indicator_percent
