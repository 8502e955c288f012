-- rank_history: rank, score and light of every unit of a track, month by month up to the chosen one.
-- grain: one row per unit and month; `rank` and `score` are null where the unit was not ranked.
-- The units come in the order of the chosen month. `is_bottom` is of the row's own month.
-- params: $campaign, $month, $track, $language
select
    standings.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    standings.month,
    standings.rank,
    if(standings.rank is null, null, standings.score) as score,
    standings.light,
    coalesce(standings.is_bottom, false) as is_bottom,
from standings
join contenders using (campaign_id, track_id, unit_id)
left join standings as chosen
    on chosen.campaign_id = $campaign
    and chosen.month = $month
    and chosen.unit_id = standings.unit_id
where
    standings.campaign_id = $campaign
    and standings.track_id = $track
    and standings.month <= $month
order by chosen.rank nulls last, contenders.position, standings.month
