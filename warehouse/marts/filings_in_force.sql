-- filings_in_force: the filings that count for each month: its own, and the lists as they stand.
-- grain: one row per campaign, month with data, filing unit, table and month filed for.
-- needs: campaign_months, lists, slots
select
    campaign_months.campaign_id,
    campaign_months.month,
    found.filed_by,
    found.table_name,
    found.filing_id,
    found.filed_for,
from campaign_months
join (
    select campaign_id, month, filed_by, table_name, filing_id, month as filed_for
    from slots
    where not is_register

    union all

    select campaign_id, month, filed_by, table_name, filing_id, filed_for from lists
) as found using (campaign_id, month)
where campaign_months.has_data
