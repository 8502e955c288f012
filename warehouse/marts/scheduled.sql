-- scheduled: what each project planned to have invested by the end of each month that it planned.
-- grain: one row per filing of plans, project and planned month; with the row of that month's plan.
-- needs: plans
select
    campaign_id,
    filing_id,
    project_code,
    month,
    planned_investment_wanyuan,
    sum(planned_investment_wanyuan) over (
        partition by filing_id, project_code
        order by month
        rows between unbounded preceding and current row
    ) as planned_to_date_wanyuan,
    source_file,
    source_sheet,
    source_row,
from plans
