-- totals_negative: a total is negative.
-- severity: critical
-- column: invested_to_date_wanyuan
select *, least(invested_to_date_wanyuan, period_plan_wanyuan, started, completed) as value
from {batch}
where
    invested_to_date_wanyuan < 0 or period_plan_wanyuan < 0 or started < 0 or completed < 0
    or planned_starts < 0 or planned_completions < 0 or projects < 0
