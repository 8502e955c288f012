-- race_movers: who has risen and fallen furthest since the month before.
-- grain: one row, also where nobody has moved: then the lists of names are null.
-- params: $campaign, $month, $track, $language
with moved as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        standings.movement,
        standings.rank,
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
        and standings.movement != 0
)

select
    count(*) as moved_units,
    list(unit order by track_position, position) filter (
        where movement = most and movement > 0
    ) as risen,
    max(movement) filter (where movement > 0) as places_up,
    list(unit order by track_position, position) filter (
        where movement = least and movement < 0
    ) as fallen,
    -min(movement) filter (where movement < 0) as places_down,
from moved
