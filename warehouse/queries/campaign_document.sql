-- campaign_document: what a campaign is cited by.
-- grain: one row.
-- params: $campaign, $language
select
    document,
    if($language = 'en', name_en, name_zh) as campaign,
    is_synthetic,
from campaigns
where campaign_id = $campaign
