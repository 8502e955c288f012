-- race_movers: who has risen and fallen furthest since the last month that was published.
-- grain: one row, always. `state`: nobody (is ranked), first (nobody has a published rank to compare
-- with), still (nobody has moved) or moved; only then are there names. `since` is the last month
-- before that was published.
-- params: $campaign, $month, $track, $language
with field as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        standings.rank,
        standings.movement,
        tracks.position as track_position,
        contenders.position,
        max(standings.movement) over () as most,
        min(standings.movement) over () as least,
    from standings
    join contenders using (campaign_id, track_id, unit_id)
    join tracks using (campaign_id, track_id)
    where
        standings.campaign_id = $campaign
        and standings.month = $month
        and ($track = 'all' or standings.track_id = $track)
)

select
    case
        when count(rank) = 0 then 'nobody'
        when count(movement) = 0 then 'first'
        when count_if(movement != 0) = 0 then 'still'
        else 'moved'
    end as state,
    (
        select max(month) from editions where campaign_id = $campaign and month < $month
    ) as since,
    coalesce(count_if(movement != 0), 0)::bigint as moved_units,
    list(unit order by track_position, position) filter (
        where movement = most and movement > 0
    ) as risen,
    max(movement) filter (where movement > 0) as places_up,
    list(unit order by track_position, position) filter (
        where movement = least and movement < 0
    ) as fallen,
    -min(movement) filter (where movement < 0) as places_down,
from field
