-- unit_in_race: where a unit stands in a month, how firmly, and what cost it most.
-- grain: one row. `band` is the ranks that it takes when the weights vary; `level_names` are those
-- of its track whose bands overlap with it. `band_state`: level, moves, firm, fixed or not_ranked.
-- params: $campaign, $month, $unit, $language
with own as (
    select *, from rank_bands where campaign_id = $campaign and month = $month and unit_id = $unit
),

level as (
    select
        list(
            if($language = 'en', contenders.name_en, contenders.name_zh)
            order by others.rank, contenders.position
        ) as level_names,
    from own
    join rank_bands as others
        on others.campaign_id = own.campaign_id
        and others.month = own.month
        and others.track_id = own.track_id
        and others.unit_id != own.unit_id
        and others.best_rank <= own.worst_rank
        and own.best_rank <= others.worst_rank
    join contenders
        on contenders.campaign_id = others.campaign_id and contenders.unit_id = others.unit_id
),

lost as (
    select
        first(
            if(
                $language = 'en',
                coalesce(labels.name_en, deduction_rules.name_en),
                coalesce(labels.name_zh, deduction_rules.name_zh)
            )
            order by lost desc, parts.position
        ) as lost_most,
        first(part_id order by lost desc, parts.position) as lost_part,
        max(lost) as lost_score,
    from (
        select
            *,
            if(part = 'component', 100 * share - points, -points) as lost,
        from score_parts
        where
            campaign_id = $campaign
            and month = $month
            and unit_id = $unit
            and part in ('component', 'deduction')
    ) as parts
    left join labels
        on parts.part = 'component'
        and labels.campaign_id = parts.campaign_id
        and labels.kind = 'stage'
        and labels.id = parts.part_id
    left join deduction_rules
        on parts.part = 'deduction'
        and deduction_rules.campaign_id = parts.campaign_id
        and deduction_rules.kind = parts.part_id
    where lost > 0
)

select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    standings.rank,
    standings.ranked_units,
    standings.score,
    standings.light,
    standings.streak,
    standings.state,
    own.best_rank || if(own.worst_rank > own.best_rank, '–' || own.worst_rank, '') as band,
    level.level_names,
    own.level_with,
    case
        when standings.rank is null then 'not_ranked'
        when own.level_with > 0 then 'level'
        when own.best_rank < own.worst_rank then 'moves'
        when race_rules.band_spread_share > 0 then 'firm'
        else 'fixed'
    end as band_state,
    lost.lost_part,
    lost.lost_most,
    lost.lost_score::decimal(18, 4) as lost_score,
from standings
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
join race_rules using (campaign_id)
join own using (campaign_id, month, track_id, unit_id)
cross join level
cross join lost
where
    standings.campaign_id = $campaign and standings.month = $month and standings.unit_id = $unit
