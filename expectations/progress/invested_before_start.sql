-- invested_before_start: money was invested in a month that lies before the start as filed since.
-- severity: warning
-- column: invested_in_month_wanyuan
select row_id, step_wanyuan as value, last_started_on as expected
from {batch}
where
    step_wanyuan > 0 and last_started_on > month_ends_on
    and category != 'preliminary' and status is distinct from 'not_started'
