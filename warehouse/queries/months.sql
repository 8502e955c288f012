-- months: the months of a campaign, and whether anything has been filed for them.
-- grain: one row per month of the campaign's period, in order.
-- params: $campaign
select
    month,
    has_data,
    time_progress,
from campaign_months
where campaign_id = $campaign
order by month
