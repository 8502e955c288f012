-- completed_below_total: a project that began in the campaign is completed for far less than its total.
-- severity: info
-- column: invested_to_date_wanyuan
-- Cumulative amounts count from the campaign's start, so others cannot be compared.
select row_id, invested_to_date_wanyuan as value, total_investment_wanyuan as expected
from {batch}
join campaigns using (campaign_id)
where
    status = 'completed' and coalesce(started_on, started_before) >= starts_on
    and invested_to_date_wanyuan < $completed_total_share * total_investment_wanyuan
