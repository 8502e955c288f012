-- milestones: every list of milestones, with what the unit's list before said.
select
    *,
    filing_month = max(filing_month) over (partition by campaign_id, filed_by) as is_latest,
    lag(planned_on) over lists as planned_before,
    lag(done_on) over lists as done_before,
from ({rows})
window lists as (
    partition by campaign_id, filed_by, project_code, milestone order by filing_month
)
