-- projects: every list of projects, with what the unit's list before said.
-- `next_list` is the month of the unit's next list, `next_listed` of the one that has the project,
-- `last_listed` of the latest that anybody's list has it.
select
    *,
    filing_month = max(filing_month) over (partition by campaign_id, filed_by) as is_latest,
    lag(project_name) over lists as name_before,
    lag(total_investment_wanyuan) over lists as total_before_wanyuan,
    lead(filing_month) over lists as next_listed,
    max(filing_month) over (partition by campaign_id, project_code) as last_listed,
    min(filing_month) over (
        partition by campaign_id, filed_by
        order by filing_month
        groups between 1 following and 1 following
    ) as next_list,
from ({rows})
window lists as (partition by campaign_id, filed_by, project_code order by filing_month)
