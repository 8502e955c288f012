-- filing_of_month: what a unit has filed for a month, as far as it has been published.
-- grain: one row, also where nothing has been filed. `tables` and `rows` are those that count.
-- params: $campaign, $month, $unit
select
    campaign_months.filing_due_on,
    count(distinct filings.table_name) filter (where filings.is_current) as tables,
    coalesce(sum(filings.row_count) filter (where filings.is_current), 0)::bigint as rows,
    max(filings.received_at) as received_at,
from campaign_months
left join filings
    on filings.campaign_id = campaign_months.campaign_id
    and filings.filed_by = $unit
    and campaign_months.month between filings.month and filings.last_month
where campaign_months.campaign_id = $campaign and campaign_months.month = $month
group by campaign_months.filing_due_on
