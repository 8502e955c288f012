-- campaigns: the campaigns of the snapshot, in the order in which they are offered.
-- grain: one row per campaign.
-- params: $language
select
    campaign_id,
    if($language = 'en', name_en, name_zh) as campaign,
    if($language = 'en', short_name_en, short_name_zh) as short_name,
    rate_decimals,
    is_synthetic,
from campaigns
order by position, campaign_id
