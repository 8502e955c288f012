-- region_slope: the completion rate and the rank of every unit in two months, side by side.
-- grain: one row per contender, the highest rate of the second month first. A rate that was carried
-- because the month was not filed says so in `…_is_filed`. `course` is of the rate: up (by at least
-- as much as time progress), slower (by less), down, or null where one of them was not filed;
-- `rank_course` is up, down or same.
-- params: $campaign, $first, $second, $track, $language
select
    unit_moves.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    first_rate,
    second_rate,
    first_is_filed,
    second_is_filed,
    change_points,
    time_points,
    case
        when not (first_is_filed and second_is_filed) then null
        when change_points < 0 then 'down'
        when change_points < time_points then 'slower'
        when change_points >= time_points then 'up'
    end as course,
    first_rank,
    second_rank,
    places_gained,
    case
        when places_gained > 0 then 'up'
        when places_gained < 0 then 'down'
        when places_gained = 0 then 'same'
    end as rank_course,
from unit_moves
join contenders using (campaign_id, track_id, unit_id)
where
    campaign_id = $campaign
    and first_month = $first
    and second_month = $second
    and ($track = 'all' or track_id = $track)
order by second_rate desc nulls last, contenders.position
