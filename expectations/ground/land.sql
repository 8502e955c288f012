-- land: every list of parcels, with what the unit's list before said.
select
    *,
    lag(cleared_on) over lists as cleared_before,
from ({rows})
window lists as (partition by campaign_id, filed_by, parcel_id order by filing_month)
