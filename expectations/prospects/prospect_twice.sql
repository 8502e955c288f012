-- prospect_twice: a prospect stands on the current lists of two filing units.
-- severity: critical
-- column: prospect_id
with latest as (
    select campaign_id, filed_by, arg_max(filing_id, filing_month) as filing_id
    from {batch}
    group by all
)
select *, filed_by as value
from {batch}
semi join latest using (filing_id)
qualify count(distinct filed_by) over (partition by campaign_id, prospect_id) > 1
