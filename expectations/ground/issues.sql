-- issues: every register of issues, with what the unit's register before said.
select
    *,
    lag(due_on) over lists as due_before,
from ({rows})
window lists as (partition by campaign_id, filed_by, issue_id order by filing_month)
