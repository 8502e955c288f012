-- invested_not_started: money is invested in a project that has not started.
-- severity: warning
-- column: invested_in_month_wanyuan
-- Preliminary projects may spend on preliminary work.
select row_id, step_wanyuan as value, status as expected
from {batch}
where status = 'not_started' and step_wanyuan > 0 and category != 'preliminary'
