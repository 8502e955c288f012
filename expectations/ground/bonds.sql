-- bonds: every list of bonds, with what the unit's list before said.
select
    *,
    lag(paid_to_date_wanyuan ignore nulls) over lists as paid_before_wanyuan,
from ({rows})
window lists as (partition by campaign_id, filed_by, bond_id order by filing_month)
