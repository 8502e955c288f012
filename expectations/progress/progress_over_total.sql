-- progress_over_total: more has been invested than the whole project is to cost.
-- severity: warning
-- column: invested_to_date_wanyuan
with totals as (
    select campaign_id, project_code, max(total_investment_wanyuan) as total_investment_wanyuan
    from current_projects
    group by all
)
select filed.*, filed.invested_to_date_wanyuan as value
from {batch} as filed
join totals using (campaign_id, project_code)
where filed.invested_to_date_wanyuan > totals.total_investment_wanyuan
