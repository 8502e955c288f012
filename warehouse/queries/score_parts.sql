-- score_parts: the parts of a unit's score in a month: components, deductions, floor and rounding.
-- grain: one row per part; their points add up to the last row, the score. `*_exact` are fractions.
-- params: $campaign, $month, $unit, $language
select
    score_parts.part,
    score_parts.part_id,
    score_parts.part_kind,
    case $language
        when 'en' then coalesce(labels.name_en, deduction_rules.name_en)
        else coalesce(labels.name_zh, deduction_rules.name_zh)
    end as name,
    score_parts.applies,
    score_parts.done,
    score_parts.due,
    score_parts.attainment,
    score_parts.counted,
    score_parts.weight,
    score_parts.cap,
    score_parts.share,
    score_parts.count,
    score_parts.of_projects,
    deduction_rules.per,
    deduction_rules.points_each,
    deduction_rules.most_points,
    score_parts.points,
    score_parts.attainment_exact,
    score_parts.counted_exact,
    score_parts.share_exact,
    score_parts.points_exact,
    score_parts.is_capped,
    score_parts.is_small,
from score_parts
left join labels
    on score_parts.part = 'component'
    and labels.campaign_id = score_parts.campaign_id
    and labels.kind = 'stage'
    and labels.id = score_parts.part_id
left join deduction_rules
    on score_parts.part = 'deduction'
    and deduction_rules.campaign_id = score_parts.campaign_id
    and deduction_rules.kind = score_parts.part_id
where
    score_parts.campaign_id = $campaign
    and score_parts.month = $month
    and score_parts.unit_id = $unit
order by score_parts.position
