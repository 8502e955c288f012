-- project_race: the parts of its unit's score that a project counts for in a month.
-- grain: one row per component and project, milestone or rung, and per case of a deduction.
-- params: $campaign, $month, $project, $language
-- `done` and `due` as in the race: 万元 of build, else counts, points of a ladder; null where
-- nothing is known. Of a deduction `reason` says what was missed.
with counted as (
    select
        unit_id,
        stage as part_id,
        item,
        item_name,
        done,
        due,
        source_file,
        source_sheet,
        source_row,
    from stage_rows
    where
        campaign_id = $campaign
        and month = $month
        and item_id = $project
        and item in ('project', 'milestone')
        and (done is null or done != 0 or due != 0)

    union all by name

    select
        ladder.unit_id,
        ladder.ladder as part_id,
        'project' as item,
        if($language = 'en', reached.name_en, reached.name_zh) as item_name,
        ladder.done,
        ladder.due,
        ladder.source_file,
        ladder.source_sheet,
        ladder.source_row,
    from ladder_months as ladder
    left join ladder_rungs as reached using (campaign_id, ladder, rung)
    where
        ladder.campaign_id = $campaign
        and ladder.month = $month
        and ladder.project_code = $project

    union all by name

    select
        unit_id,
        kind as part_id,
        reason,
        item_id as item_name,
        done,
        due,
        source_file,
        source_sheet,
        source_row,
    from deduction_cases
    where campaign_id = $campaign and month = $month and project_code = $project
)

select
    coalesce(
        if($language = 'en', stages.name_en, stages.name_zh),
        if($language = 'en', rules.name_en, rules.name_zh)
    ) as name,
    counted.item,
    counted.item_name,
    counted.reason,
    counted.done,
    counted.due,
    race_parts.counted_in,
    race_parts.clause,
    race_parts.is_ours,
    counted.part_id,
    counted.unit_id,
    counted.source_file,
    counted.source_sheet,
    counted.source_row,
from counted
join race_parts
    on race_parts.campaign_id = $campaign and race_parts.part_id = counted.part_id
left join labels as stages
    on stages.campaign_id = $campaign
    and stages.kind = 'stage'
    and stages.id = counted.part_id
left join deduction_rules as rules
    on rules.campaign_id = $campaign and rules.kind = counted.part_id
order by counted.reason is not null, stages.position, rules.position, counted.item_name
