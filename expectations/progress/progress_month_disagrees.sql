-- progress_month_disagrees: the month is not the difference of the cumulative amounts.
-- severity: warning
-- column: invested_in_month_wanyuan
-- Only where the month before was filed too; both amounts are rounded to the yuan, hence 0.0002.
select *, invested_in_month_wanyuan as value
from {batch}
window months as (partition by campaign_id, project_code order by month)
qualify
    strptime(month, '%Y-%m') = strptime(lag(month) over months, '%Y-%m') + interval 1 month
    and abs(
        invested_to_date_wanyuan
        - lag(invested_to_date_wanyuan) over months
        - invested_in_month_wanyuan
    ) > 0.0002
