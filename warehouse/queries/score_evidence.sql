-- score_evidence: the rows filed that a component of a unit's score in a month is made of.
-- grain: one row per project, milestone, prospect, target, total or indicator with something done
-- or due, or not known (`done` is null); the sums are what the component has done and due.
-- params: $campaign, $month, $unit, $stage, $language
-- `rung` is the furthest that a project reached on a ladder, `value_percent` an indicator as filed,
-- `table_name` the table that the row is in.
with rows as (
    select
        item,
        item_id,
        item_name,
        done,
        due,
        null::varchar as rung,
        null::decimal(18, 4) as value_percent,
        case item
            when 'project' then 'progress'
            when 'milestone' then 'milestones'
            when 'prospect' then 'prospects'
            when 'totals' then 'totals'
        end as table_name,
        source_file,
        source_sheet,
        source_row,
        plan_source_file,
        plan_source_sheet,
        plan_source_row,
    from stage_rows
    semi join score_parts
        on score_parts.campaign_id = stage_rows.campaign_id
        and score_parts.part_id = stage_rows.stage
        and score_parts.part_kind = 'attainment'
    where campaign_id = $campaign and month = $month and unit_id = $unit and stage = $stage

    union all by name

    select
        'project' as item,
        ladder_months.project_code as item_id,
        project_origins.project_name as item_name,
        ladder_months.done,
        ladder_months.due,
        case $language when 'en' then reached.name_en else reached.name_zh end as rung,
        if(
            (ladder_months.source_file, ladder_months.source_sheet, ladder_months.source_row) in (
                select (source_file, source_sheet, source_row)
                from milestone_months
                where campaign_id = $campaign and month = $month and unit_id = $unit
            ),
            'milestones',
            'progress'
        ) as table_name,
        ladder_months.source_file,
        ladder_months.source_sheet,
        ladder_months.source_row,
        project_origins.list_source_file as plan_source_file,
        project_origins.list_source_sheet as plan_source_sheet,
        project_origins.list_source_row as plan_source_row,
    from ladder_months
    join project_origins using (campaign_id, month, project_code)
    left join ladder_rungs as reached using (campaign_id, ladder, rung)
    where
        ladder_months.campaign_id = $campaign
        and ladder_months.month = $month
        and ladder_months.unit_id = $unit
        and ladder_months.ladder = $stage

    union all by name

    select
        'indicator' as item,
        indicator_months.indicator as item_id,
        case $language
            when 'en' then race_indicators.name_en
            else race_indicators.name_zh
        end as item_name,
        stage_scores.done,
        stage_scores.due,
        indicator_months.value_percent,
        'indicators' as table_name,
        indicator_months.source_file,
        indicator_months.source_sheet,
        indicator_months.source_row,
    from stage_scores
    join race_indicators using (campaign_id, stage)
    join indicator_months using (campaign_id, month, unit_id, indicator)
    where
        stage_scores.campaign_id = $campaign
        and stage_scores.month = $month
        and stage_scores.unit_id = $unit
        and stage_scores.stage = $stage
)

select *,
from rows
where done is null or done != 0 or due != 0
order by item, due desc nulls last, done desc nulls last, item_id, item_name
