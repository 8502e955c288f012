-- plans: every list of monthly plans, and whether it is the unit's latest.
select
    *,
    filing_month = max(filing_month) over (partition by campaign_id, filed_by) as is_latest,
from ({rows})
