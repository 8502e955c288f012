-- rank_neighbours: what separates a unit from the one above it and the one below, part by part.
-- grain: one row per neighbour (`side`: above, below) and part; their `difference_points` (own less
-- neighbour's) add up to `gap_score`, the difference of the scores. A part of only one counts there.
-- params: $campaign, $month, $unit, $language
-- Above is the last unit with a better rank, below the first with a worse one; units that share
-- the rank are neither. `is_main`: the part that separates the two most, where one does.
with field as (
    select standings.*, contenders.position
    from standings
    join contenders using (campaign_id, track_id, unit_id)
    where standings.campaign_id = $campaign and standings.month = $month
),

own as (
    select *, from field where unit_id = $unit and rank is not null
),

neighbours as (
    select 'above' as side, arg_max(field.unit_id, (field.rank, field.position)) as unit_id,
    from field
    join own using (track_id)
    where field.rank < own.rank
    union all
    select 'below' as side, arg_min(field.unit_id, (field.rank, field.position)) as unit_id,
    from field
    join own using (track_id)
    where field.rank > own.rank
),

parts as (
    select unit_id, part, part_id, position, points,
    from score_parts
    where campaign_id = $campaign and month = $month
),

sides as (
    select neighbours.side, neighbours.unit_id, 'own' as whose, parts.* exclude (unit_id),
    from neighbours
    join parts on parts.unit_id = $unit
    union all
    select neighbours.side, neighbours.unit_id, 'other' as whose, parts.* exclude (unit_id),
    from neighbours
    join parts on parts.unit_id = neighbours.unit_id
),

compared as (
    select
        side,
        unit_id,
        part,
        part_id,
        min(position) as position,
        max(points) filter (where whose = 'own') as own_points,
        max(points) filter (where whose = 'other') as other_points,
        coalesce(own_points, 0) - coalesce(other_points, 0) as difference_points,
    from sides
    where part != 'score'
    group by all
),

weighed as (
    select
        *,
        row_number() over (
            partition by side
            order by if(side = 'above', difference_points, -difference_points), position
        ) = 1
        and if(side = 'above', difference_points < 0, difference_points > 0) as is_main,
    from compared
)

select
    weighed.side,
    weighed.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    field.rank,
    field.score,
    own.score - field.score as gap_score,
    abs(own.score - field.score) as distance_score,
    weighed.part,
    weighed.part_id,
    case $language
        when 'en' then coalesce(labels.name_en, deduction_rules.name_en)
        else coalesce(labels.name_zh, deduction_rules.name_zh)
    end as name,
    weighed.own_points,
    weighed.other_points,
    weighed.difference_points,
    weighed.is_main,
from weighed
cross join own
join field on field.unit_id = weighed.unit_id
join contenders on contenders.campaign_id = $campaign and contenders.unit_id = weighed.unit_id
left join labels
    on weighed.part = 'component'
    and labels.campaign_id = $campaign
    and labels.kind = 'stage'
    and labels.id = weighed.part_id
left join deduction_rules
    on weighed.part = 'deduction'
    and deduction_rules.campaign_id = $campaign
    and deduction_rules.kind = weighed.part_id
order by weighed.side, weighed.position
