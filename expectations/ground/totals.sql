-- totals: every total, with the one of the month before.
select
    *,
    least(
        invested_to_date_wanyuan, period_plan_wanyuan, projects, planned_starts, started,
        planned_completions, completed
    ) as least_total,
    lag(invested_to_date_wanyuan ignore nulls) over (
        partition by campaign_id, unit_id order by month, row_id
    ) as to_date_before_wanyuan,
from ({rows})
