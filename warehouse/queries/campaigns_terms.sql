-- campaigns_terms: what the campaigns of the snapshot count, and over what time.
-- grain: one row per campaign, in the order in which they are offered.
-- params: $language
select
    if($language = 'en', campaigns.name_en, campaigns.name_zh) as campaign,
    campaigns.start_on,
    campaigns.end_on,
    (
        select any_value(total_days)
        from campaign_months
        where campaign_months.campaign_id = campaigns.campaign_id
    ) as total_days,
    campaigns.figure,
    campaigns.figure_clause as clause,
    campaigns.is_figure_ours as is_ours,
    (
        select count(*) from contenders where contenders.campaign_id = campaigns.campaign_id
    ) as units,
    campaigns.document,
from campaigns
order by campaigns.position, campaigns.campaign_id
