-- standings: the table of the race in one month, the first of a track first.
-- grain: one row per ranked unit. `is_carried`: it filed none of its projects in the month. `band`
-- is the ranks that it takes when the weights vary, and `level_with` how many others it cannot be
-- told apart from.
-- params: $campaign, $month, $track, $language
select
    standings.unit_id,
    standings.rank,
    standings.movement,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    standings.score,
    standings.light,
    standings.streak,
    best_rank || if(worst_rank > best_rank, '–' || worst_rank, '') as band,
    rank_bands.level_with,
    coalesce(unit_months.filed_projects = 0, false) as is_carried,
from standings
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
left join unit_months using (campaign_id, month, unit_id)
left join rank_bands using (campaign_id, month, track_id, unit_id)
where
    standings.campaign_id = $campaign
    and standings.month = $month
    and ($track = 'all' or standings.track_id = $track)
    and standings.rank is not null
order by tracks.position, standings.rank, contenders.position
