-- bond_months: the special bonds that each unit lists at the end of a month, by kind.
-- grain: one row per campaign, month with data, unit that files them and kind (payment, reserve).
-- needs: listed_bonds
-- Paid to date is the sum of what is stated, null where no bond states any; what is left to pay is
-- that of the same bonds. Of `unstated_bonds` nothing is known, which is not nothing paid.
select
    campaign_id,
    month,
    unit_id,
    kind,
    count(*) as bonds,
    count(*) filter (where paid_to_date_wanyuan is null) as unstated_bonds,
    count(*) filter (where paid_to_date_wanyuan >= amount_wanyuan) as paid_up_bonds,
    sum(amount_wanyuan) as amount_wanyuan,
    sum(paid_to_date_wanyuan) as paid_to_date_wanyuan,
    sum(greatest(amount_wanyuan - paid_to_date_wanyuan, 0)) as unpaid_wanyuan,
    sum(amount_wanyuan) filter (where paid_to_date_wanyuan is null) as unstated_wanyuan,
    bool_and(is_filed) as is_filed,
from listed_bonds
group by all
