-- score_parts: the parts of a unit's score in a month: components, deductions, floor and rounding.
-- grain: one row per part; their points add up to the last row, the score. `*_exact` are fractions.
-- params: $campaign, $month, $unit, $language
-- `lost_score` is what a component earns less than if everything due were done, or a deduction
-- takes off; `notes` says what a reader must know about a component, and `explained_as` in which
-- words it is explained: unknown, the kind of component, or what a deduction goes by.
with parts as (
    select
        *,
        case part
            when 'component' then greatest(100 * share - points, 0)
            when 'deduction' then -points
        end as lost_score,
        list_filter(
            [
                if(part = 'component' and not applies, 'nothing_due', null),
                if(part = 'component' and applies and done is null, 'unknown', null),
                if(done > due, 'over', null),
                if(is_capped, 'capped', null),
                if(is_small, 'small', null),
            ],
            lambda note : note is not null
        ) as notes,
    from score_parts
    where campaign_id = $campaign and month = $month and unit_id = $unit
)

select
    parts.part,
    parts.part_id,
    parts.part_kind,
    case $language
        when 'en' then coalesce(labels.name_en, deduction_rules.name_en)
        else coalesce(labels.name_zh, deduction_rules.name_zh)
    end as name,
    parts.applies,
    parts.done,
    parts.due,
    race_parts.counted_in,
    parts.attainment,
    parts.counted,
    parts.weight,
    parts.cap,
    parts.share,
    parts.count,
    parts.of_projects,
    deduction_rules.per,
    deduction_rules.points_each,
    deduction_rules.most_points,
    parts.points,
    parts.lost_score::decimal(18, 4) as lost_score,
    parts.attainment_exact,
    parts.counted_exact,
    parts.share_exact,
    parts.points_exact,
    parts.is_capped,
    parts.is_small,
    parts.notes,
    case
        when list_contains(parts.notes, 'unknown') then 'unknown'
        when list_contains(parts.notes, 'nothing_due') then 'nothing_due'
        else coalesce(parts.part_kind, 'per_' || deduction_rules.per)
    end as explained_as,
    race_parts.clause,
    race_parts.is_ours,
from parts
left join labels
    on parts.part = 'component'
    and labels.campaign_id = parts.campaign_id
    and labels.kind = 'stage'
    and labels.id = parts.part_id
left join deduction_rules
    on parts.part = 'deduction'
    and deduction_rules.campaign_id = parts.campaign_id
    and deduction_rules.kind = parts.part_id
left join race_parts
    on race_parts.campaign_id = parts.campaign_id
    and race_parts.part = parts.part
    and race_parts.part_id = parts.part_id
order by parts.position
