-- scheduled: what each project planned to have invested by the end of each month that it planned.
-- grain: one row per filing of plans, project and planned month.
-- needs: plans
select
    campaign_id,
    filing_id,
    project_code,
    month,
    sum(planned_investment_wanyuan) over (
        partition by filing_id, project_code
        order by month
        rows between unbounded preceding and current row
    ) as planned_to_date_wanyuan,
from plans
