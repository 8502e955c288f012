-- listed: the projects that somebody lists, as the latest list has them.
-- needs: projects
-- grain: one row per campaign and project. The largest total of all lists counts, so that a total
-- that was lowered since makes nobody's figures wrong.
select
    campaign_id,
    project_code,
    arg_max(category, filing_month) as category,
    max(total_investment_wanyuan) as total_investment_wanyuan,
    arg_max(period_plan_wanyuan, filing_month) as period_plan_wanyuan,
from projects
group by all
