-- edition_standings: a month as it was published (its last issue), beside what it would be today.
-- grain: one row per contender, as published: the first of a track first, those not ranked last.
-- Without a rank `reason` says why there was none; differences are empty where nothing changed.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    published.unit_id,
    published.rank as published_rank,
    standings.rank as restated_rank,
    changed.places_gained,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    published.score as published_score,
    standings.score as restated_score,
    nullif(changed.score_change, 0) as score_change,
    published.light as published_light,
    standings.light as restated_light,
    published.streak as published_streak,
    standings.streak as restated_streak,
    nullif(published.state, 'ranked') as reason,
from edition_standings as published
join editions using (campaign_id, month, issue)
left join standings using (campaign_id, month, unit_id)
left join edition_changes as changed using (campaign_id, month, issue, unit_id)
left join contenders using (campaign_id, unit_id)
left join tracks on tracks.campaign_id = $campaign and tracks.track_id = published.track_id
where
    editions.is_in_force
    and published.campaign_id = $campaign
    and published.month = $month
    and ($track = 'all' or published.track_id = $track)
order by tracks.position, published.rank nulls last, contenders.position, published.unit_id
