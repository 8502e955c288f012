-- edition_standings: a month as it was published (its last issue), beside what it would be today.
-- grain: one row per contender, as published: the first of a track first, those not ranked last.
-- params: $campaign, $month, $track, $language
select
    published.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    published.rank,
    published.movement,
    published.score,
    published.light,
    published.streak,
    published.state,
    standings.rank as restated_rank,
    standings.score as restated_score,
    standings.streak as restated_streak,
from edition_standings as published
join editions using (campaign_id, month, issue)
left join standings using (campaign_id, month, unit_id)
left join contenders using (campaign_id, unit_id)
left join tracks on tracks.campaign_id = $campaign and tracks.track_id = published.track_id
where
    editions.is_in_force
    and published.campaign_id = $campaign
    and published.month = $month
    and ($track = 'all' or published.track_id = $track)
order by tracks.position, published.rank nulls last, contenders.position, published.unit_id
