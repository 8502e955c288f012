-- not_ranked: the units that have no rank in a month, and why.
-- grain: one row per unit without a rank.
-- params: $campaign, $month, $track, $language
select
    standings.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    standings.state,
from standings
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
where
    standings.campaign_id = $campaign
    and standings.month = $month
    and ($track = 'all' or standings.track_id = $track)
    and standings.rank is null
order by tracks.position, contenders.position
