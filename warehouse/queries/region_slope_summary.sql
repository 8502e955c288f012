-- region_slope_summary: who moved most between two months, in rate and in rank.
-- grain: one row. Rates are compared of units that filed both months; of equal changes the first in
-- order is named. `state` is level where all changes are equal; it and `rank_state` are unknown
-- where nothing can be compared.
-- params: $campaign, $first, $second, $track, $language
with passed as (
    select
        (
            (
                any_value(time_progress) filter (where month = $second)
                - any_value(time_progress) filter (where month = $first)
            ) * 100
        )::decimal(18, 4) as time_points,
    from campaign_months
    where campaign_id = $campaign
),

moves as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        if(
            before.filed_projects > 0 and after.filed_projects > 0,
            (after.completion_rate - before.completion_rate) * 100,
            null
        )::decimal(18, 4) as change,
        (stood.rank - stands.rank)::bigint as gained,
    from contenders
    left join unit_months as before
        on before.campaign_id = $campaign
        and before.month = $first
        and before.unit_id = contenders.unit_id
    left join unit_months as after
        on after.campaign_id = $campaign
        and after.month = $second
        and after.unit_id = contenders.unit_id
    left join standings as stood
        on stood.campaign_id = $campaign
        and stood.month = $first
        and stood.track_id = contenders.track_id
        and stood.unit_id = contenders.unit_id
    left join standings as stands
        on stands.campaign_id = $campaign
        and stands.month = $second
        and stands.track_id = contenders.track_id
        and stands.unit_id = contenders.unit_id
    where contenders.campaign_id = $campaign and ($track = 'all' or contenders.track_id = $track)
)

select
    any_value(passed.time_points) as time_points,
    count(change) as units,
    count(*) filter (where change < passed.time_points) as slower,
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
cross join passed
