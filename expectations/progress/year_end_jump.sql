-- year_end_jump: the last month of the year or campaign has far more than a usual month.
-- severity: warning
-- column: invested_in_month_wanyuan
select
    row_id,
    step_wanyuan as value,
    round(invested_to_date_wanyuan / months_invested, 2) as expected,
from {batch}
join campaigns using (campaign_id)
where
    (campaigns.ends_on between month_starts_on and month_ends_on or right(month, 2) = '12')
    and step_wanyuan * months_invested > $year_end_factor * invested_to_date_wanyuan
