-- plan_sums: what the monthly plans of a project come to, by its unit's latest list.
-- needs: campaigns, listed, plans
-- grain: one row per campaign, filing unit and project; `row_id` is its first row.
select
    min(row_id) as row_id,
    sum(planned_investment_wanyuan) as planned_wanyuan,
    count(*) as planned_months,
    coalesce(sum(planned_investment_wanyuan) filter (where month = last_month), 0)
        as last_month_wanyuan,
    any_value(period_plan_wanyuan) as period_plan_wanyuan,
from plans
join campaigns using (campaign_id)
left join listed using (campaign_id, project_code)
where is_latest and month between first_month and last_month
group by campaign_id, filed_by, project_code
