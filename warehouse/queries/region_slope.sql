-- region_slope: the completion rate and the rank of every unit in two months, side by side.
-- grain: one row per contender, the highest rate of the second month first. A rate that was carried
-- because the month was not filed says so in `…_is_filed`. `course` is of the rate: up (by at least
-- as much as time progress), slower (by less), down, or null where one of them was not filed;
-- `rank_course` is up, down or same.
-- params: $campaign, $first, $second, $track, $language
select
    contenders.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    before.completion_rate as first_rate,
    after.completion_rate as second_rate,
    before.filed_projects > 0 as first_is_filed,
    after.filed_projects > 0 as second_is_filed,
    ((second_rate - first_rate) * 100)::decimal(18, 4) as change_points,
    ((after.time_progress - before.time_progress) * 100)::decimal(18, 4) as time_points,
    case
        when not (first_is_filed and second_is_filed) then null
        when change_points < 0 then 'down'
        when change_points < time_points then 'slower'
        when change_points >= time_points then 'up'
    end as course,
    stood.rank as first_rank,
    stands.rank as second_rank,
    (first_rank - second_rank)::bigint as places_gained,
    case
        when places_gained > 0 then 'up'
        when places_gained < 0 then 'down'
        when places_gained = 0 then 'same'
    end as rank_course,
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
order by second_rate desc nulls last, contenders.position
