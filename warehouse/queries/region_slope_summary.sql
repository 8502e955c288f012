-- region_slope_summary: who moved most between two months, in rate and in rank.
-- grain: one row. Rates are compared of units that filed both months; of equal changes the first in
-- order is named. `state` is level where all changes are equal; it and `rank_state` are unknown
-- where nothing can be compared.
-- params: $campaign, $first, $second, $track, $language
with moves as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        if(first_is_filed and second_is_filed, change_points, null) as change,
        time_points,
        places_gained as gained,
    from unit_moves
    join contenders using (campaign_id, track_id, unit_id)
    where
        campaign_id = $campaign
        and first_month = $first
        and second_month = $second
        and ($track = 'all' or track_id = $track)
)

select
    any_value(time_points) as time_points,
    count(change) as units,
    count(*) filter (where change < time_points) as slower,
    first(unit order by change desc nulls last, position) as best,
    max(change) as best_points,
    first(unit order by change nulls last, position) as worst,
    min(change) as worst_points,
    case
        when units = 0 then 'unknown' when best_points = worst_points then 'level' else 'compared'
    end as state,
    count(*) filter (where gained > 0) as risen,
    count(*) filter (where gained < 0) as fallen,
    first(unit order by gained desc nulls last, position) as climber,
    max(gained) as most_gained,
    case
        when count(gained) = 0 then 'unknown' when max(gained) > 0 then 'moved' else 'still'
    end as rank_state,
from moves
