-- months: the months of the campaign.
-- grain: one row per month, in order.
-- params: $campaign
select month
from campaign_months
where campaign_id = $campaign
order by month
