-- investment_months: investment planned and completed, in the parts that pages add up.
-- grain: one row per campaign, month, unit, domain and category; units that file totals have
-- neither domain nor category. Before a month has data, completed and filed are null.
-- needs: project_months, total_months
select
    campaign_id,
    month,
    track_id,
    unit_id,
    domain,
    category,
    count(*) as projects,
    if(any_value(has_data), count_if(is_filed), null) as filed_projects,
    sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
    sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
    sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
from project_months
group by all

union all by name

select
    campaign_id,
    month,
    track_id,
    unit_id,
    null as domain,
    null as category,
    projects,
    filed_projects,
    period_plan_wanyuan::decimal(38, 4) as period_plan_wanyuan,
    planned_to_date_wanyuan::decimal(38, 4) as planned_to_date_wanyuan,
    invested_to_date_wanyuan::decimal(38, 4) as invested_to_date_wanyuan,
from total_months
