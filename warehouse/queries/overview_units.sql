-- overview_units: who leads, who shows red and who is at the bottom, in every campaign and track.
-- grain: one row per ranked unit of which one of these is true; the chosen campaign in the chosen
-- month, the others in their latest. Tracks are never mixed: a rank is one within its track.
-- `$places`: the ranks that lead; units that share the last of them are all in.
-- params: $campaign, $month, $places, $language
select
    standings.campaign_id,
    standings.month,
    standings.track_id,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    standings.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    standings.rank,
    standings.score,
    standings.light,
    standings.streak,
    standings.movement,
    standings.rank <= $places as is_leading,
    standings.light = 'red' as is_red,
    coalesce(standings.is_bottom, false) as is_bottom,
from standings
join overview_months as shown using (campaign_id, month)
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
join campaigns using (campaign_id)
where
    if(standings.campaign_id = $campaign, standings.month = $month, shown.is_latest)
    and standings.rank is not null
    and (is_leading or is_red or is_bottom)
order by campaigns.position, tracks.position, standings.rank, contenders.position
