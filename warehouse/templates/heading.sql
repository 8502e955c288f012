-- heading: what the sheets of a campaign's month say of themselves.
-- grain: one row, or none if there is no such campaign or month.
-- params: $campaign, $month
select
    campaigns.name_zh,
    campaigns.name_en,
    campaigns.money_unit,
    campaigns.is_synthetic,
    campaign_months.month,
    campaign_months.last_day,
    campaign_months.filing_due_on,
from campaigns
join campaign_months using (campaign_id)
where campaigns.campaign_id = $campaign and campaign_months.month = $month
