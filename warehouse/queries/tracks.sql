-- tracks: the tracks of a campaign.
-- grain: one row per track, in order.
-- params: $campaign, $language
select
    track_id,
    if($language = 'en', name_en, name_zh) as track,
from tracks
where campaign_id = $campaign
order by position, track_id
