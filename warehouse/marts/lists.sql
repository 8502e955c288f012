-- lists: which filing holds a unit's list at each month: the latest one filed up to it.
-- grain: one row per campaign, month, register table and filing unit.
-- needs: campaign_months, slots
select
    campaign_months.campaign_id,
    campaign_months.month,
    slots.table_name,
    slots.filed_by,
    arg_max(slots.filing_id, slots.month) as filing_id,
    max(slots.month) as filed_for,
from campaign_months
join slots
    on slots.campaign_id = campaign_months.campaign_id
    and slots.month <= campaign_months.month
where slots.is_register
group by all
