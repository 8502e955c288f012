-- date_rewritten: a start or completion is dated otherwise than it was filed before.
-- severity: info
-- column: started_on
select
    row_id,
    if(started_on != started_before, started_on, completed_on) as value,
    if(started_on != started_before, started_before, completed_before) as expected,
from {batch}
where started_on != started_before or completed_on != completed_before
