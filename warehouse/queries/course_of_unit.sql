-- course_of_unit: how a unit's rank has gone, from its first ranked month to the chosen one.
-- grain: one row per unit that has ever been ranked; `rank` is null where it is not in this month.
-- params: $campaign, $month, $unit, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    contenders.track_id,
    min(standings.month) as first_month,
    arg_min(standings.rank, standings.month) as first_rank,
    max(standings.rank) filter (where standings.month = $month) as rank,
    min(standings.rank) as best_rank,
    arg_max(standings.month, (-standings.rank, standings.month)) as best_month,
    max(standings.rank) as worst_rank,
    arg_max(standings.month, (standings.rank, standings.month)) as worst_month,
    count(*) as months,
from standings
join contenders using (campaign_id, track_id, unit_id)
where
    standings.campaign_id = $campaign
    and standings.unit_id = $unit
    and standings.month <= $month
    and standings.rank is not null
group by all
