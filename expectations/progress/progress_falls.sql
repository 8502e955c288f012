-- progress_falls: a cumulative amount is below the one filed before it.
-- severity: warning
-- column: invested_to_date_wanyuan
select *, invested_to_date_wanyuan as value
from {batch}
qualify
    invested_to_date_wanyuan < lag(invested_to_date_wanyuan ignore nulls) over (
        partition by campaign_id, project_code
        order by month
    )
