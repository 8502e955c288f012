-- invested_after_completion: money is still invested long after the completion.
-- severity: info
-- column: invested_in_month_wanyuan
select row_id, step_wanyuan as value, coalesce(completed_on, completed_before) as expected
from {batch}
where
    step_wanyuan > 0
    and month_starts_on
    > coalesce(completed_on, completed_before) + to_months($after_completion_months)
