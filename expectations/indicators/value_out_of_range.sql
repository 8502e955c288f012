-- value_out_of_range: an indicator beyond ±1000 %.
-- severity: warning
-- column: value_percent
select *, value_percent as value
from {batch}
where abs(value_percent) > 1000
