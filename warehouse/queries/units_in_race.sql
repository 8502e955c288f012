-- units_in_race: the units whose rank can be explained, the first of a track first.
-- grain: one row per contender; `is_last` is the last one ranked of the first track that has any.
-- params: $campaign, $month, $track, $language
with units as (
    select
        standings.unit_id,
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        standings.track_id,
        standings.rank,
        tracks.position as track_position,
        contenders.position,
    from standings
    join contenders using (campaign_id, track_id, unit_id)
    join tracks using (campaign_id, track_id)
    where
        standings.campaign_id = $campaign
        and standings.month = $month
        and ($track = 'all' or standings.track_id = $track)
)

select
    unit_id,
    unit,
    track_id,
    rank,
    rank is not null
    and row_number() over (
        order by if(rank is null, null, track_position) nulls last, rank desc, position desc
    ) = 1 as is_last,
from units
order by track_position, rank nulls last, position
