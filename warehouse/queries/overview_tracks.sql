-- overview_tracks: how many units of every track are ranked, and who is not.
-- grain: one row per campaign and track that has contenders with standings in the month shown: the
-- chosen campaign in the chosen month, the others in their latest. `unranked` are names.
-- params: $campaign, $month, $language
select
    standings.campaign_id,
    standings.track_id,
    any_value(if($language = 'en', tracks.name_en, tracks.name_zh)) as track,
    count(standings.rank) as ranked,
    coalesce(
        list(
            if($language = 'en', contenders.name_en, contenders.name_zh)
            order by contenders.position
        ) filter (where standings.rank is null),
        []
    ) as unranked,
from standings
join overview_months as shown using (campaign_id, month)
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
where if(standings.campaign_id = $campaign, standings.month = $month, shown.is_latest)
group by standings.campaign_id, standings.track_id, tracks.position
order by standings.campaign_id, tracks.position
