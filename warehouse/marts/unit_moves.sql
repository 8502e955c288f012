-- unit_moves: the completion rate and the rank of every unit in any two months, side by side.
-- grain: one row per campaign, contender, first month and second month.
-- made as: view
-- made after: figures
-- needs: campaign_months, contenders, standings, unit_months
-- A rate is carried where the month was not filed, and `…_is_filed` says so: a change of rate is one
-- only where both were. `time_points` are what time progress gained.
select
    contenders.campaign_id,
    contenders.track_id,
    contenders.unit_id,
    first_months.month as first_month,
    second_months.month as second_month,
    before.completion_rate as first_rate,
    after.completion_rate as second_rate,
    before.filed_projects > 0 as first_is_filed,
    after.filed_projects > 0 as second_is_filed,
    ((after.completion_rate - before.completion_rate) * 100)::decimal(18, 4) as change_points,
    ((second_months.time_progress - first_months.time_progress) * 100)::decimal(18, 4)
        as time_points,
    stood.rank as first_rank,
    stands.rank as second_rank,
    (stood.rank - stands.rank)::bigint as places_gained,
from contenders
join campaign_months as first_months using (campaign_id)
join campaign_months as second_months using (campaign_id)
left join unit_months as before
    on before.campaign_id = contenders.campaign_id
    and before.month = first_months.month
    and before.unit_id = contenders.unit_id
left join unit_months as after
    on after.campaign_id = contenders.campaign_id
    and after.month = second_months.month
    and after.unit_id = contenders.unit_id
left join standings as stood
    on stood.campaign_id = contenders.campaign_id
    and stood.month = first_months.month
    and stood.track_id = contenders.track_id
    and stood.unit_id = contenders.unit_id
left join standings as stands
    on stands.campaign_id = contenders.campaign_id
    and stands.month = second_months.month
    and stands.track_id = contenders.track_id
    and stands.unit_id = contenders.unit_id
