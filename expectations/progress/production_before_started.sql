-- production_before_started: production is dated before the start of works.
-- severity: warning
-- column: in_production_on
select row_id, in_production_on as value, started_on as expected
from {batch}
where in_production_on < started_on
