-- indicator_jump: an indicator leaps from one month to the next.
-- severity: info
-- column: value_percent
select row_id, value_percent as value, value_before_percent as expected
from {batch}
where abs(value_percent - value_before_percent) > $indicator_jump_points
