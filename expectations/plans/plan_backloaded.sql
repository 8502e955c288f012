-- plan_backloaded: most of the plan is put off to the last month.
-- severity: info
-- column: planned_investment_wanyuan
select row_id, last_month_wanyuan as value, planned_wanyuan as expected
from {batch}
join plan_sums using (row_id)
where
    planned_months > 1
    and last_month_wanyuan > $backloaded_share * planned_wanyuan
