-- stage_rows: what was done and what was due of each stage of the race, row by row as it was filed.
-- grain: one row per campaign, month with data, unit, stage and what counts there: a project
-- (`item_id` is its code), milestone, prospect, the unit's target or its totals.
-- needs: campaigns, campaign_months, contenders, lists, milestone_months, project_months
-- needs: progress_origins, project_origins, prospects, total_months
-- `done` is null where nothing is known: of a unit that has never filed progress nothing is, which
-- is not 0. The plan's row is the monthly plan where one counts, or else the row of the list.
with standing as (
    select
        project_months.*,
        count(source_file) over (partition by campaign_id, month, unit_id) > 0 as is_known,
        project_origins.* exclude (campaign_id, month, project_code),
    from project_months
    join project_origins using (campaign_id, month, project_code)
    where project_months.has_data
),

built as (
    select
        *,
        unnest([
            {
                'stage': 'start',
                'said': 'started_on',
                'done': if(is_known, (category = 'new_start' and is_started)::int, null)::decimal(38, 4),
                'due': coalesce(start_is_due, false)::int::decimal(38, 4),
                'is_plan': false
            },
            {
                'stage': 'build',
                'said': 'invested',
                'done': invested_to_date_wanyuan::decimal(38, 4),
                'due': planned_to_date_wanyuan::decimal(38, 4),
                'is_plan': plan_source_file is not null
            },
            {
                'stage': 'complete',
                'said': 'completed_on',
                'done': if(is_known, is_completed::int, null)::decimal(38, 4),
                'due': coalesce(completion_is_due, false)::int::decimal(38, 4),
                'is_plan': false
            },
        ]) as part,
    from standing
),

totals_built as (
    select
        *,
        unnest([
            {'stage': 'start', 'done': started::decimal(38, 4), 'due': planned_starts::decimal(38, 4)},
            {
                'stage': 'build',
                'done': invested_to_date_wanyuan::decimal(38, 4),
                'due': planned_to_date_wanyuan::decimal(38, 4)
            },
            {
                'stage': 'complete',
                'done': completed::decimal(38, 4),
                'due': planned_completions::decimal(38, 4)
            },
        ]) as part,
    from total_months
    where has_data
)

select
    built.campaign_id,
    built.month,
    built.unit_id,
    built.part.stage,
    'project' as item,
    built.project_code as item_id,
    built.project_name as item_name,
    built.part.done,
    built.part.due,
    progress_origins.source_file,
    progress_origins.source_sheet,
    progress_origins.source_row,
    if(built.part.is_plan, plan_source_file, list_source_file) as plan_source_file,
    if(built.part.is_plan, plan_source_sheet, list_source_sheet) as plan_source_sheet,
    if(built.part.is_plan, plan_source_row, list_source_row) as plan_source_row,
from built
asof left join progress_origins
    on progress_origins.campaign_id = built.campaign_id
    and progress_origins.project_code = built.project_code
    and progress_origins.said = built.part.said
    and progress_origins.month <= built.month

union all by name

select
    campaign_id,
    month,
    unit_id,
    part.stage,
    'totals' as item,
    unit_id as item_id,
    part.done,
    part.due,
    source_file,
    source_sheet,
    source_row,
    source_file as plan_source_file,
    source_sheet as plan_source_sheet,
    source_row as plan_source_row,
from totals_built

union all by name

select
    campaign_id,
    month,
    unit_id,
    stage,
    'milestone' as item,
    project_code as item_id,
    milestone as item_name,
    is_done::int::decimal(38, 4) as done,
    is_due::int::decimal(38, 4) as due,
    source_file,
    source_sheet,
    source_row,
    source_file as plan_source_file,
    source_sheet as plan_source_sheet,
    source_row as plan_source_row,
from milestone_months
where stage = 'preliminary'

union all by name

select
    lists.campaign_id,
    lists.month,
    prospects.unit_id,
    'attract' as stage,
    'prospect' as item,
    prospects.prospect_id as item_id,
    prospects.prospect_name as item_name,
    coalesce(
        prospects.signed_on between campaigns.start_on and campaign_months.last_day, false
    )::int::decimal(38, 4) as done,
    0::decimal(38, 4) as due,
    prospects.source_file,
    prospects.source_sheet,
    prospects.source_row,
from lists
join campaign_months using (campaign_id, month)
join campaigns using (campaign_id)
join prospects using (filing_id)
join contenders
    on contenders.campaign_id = lists.campaign_id and contenders.unit_id = prospects.unit_id
where lists.table_name = 'prospects' and campaign_months.has_data

union all by name

select
    contenders.campaign_id,
    campaign_months.month,
    contenders.unit_id,
    'attract' as stage,
    'target' as item,
    contenders.unit_id as item_id,
    0::decimal(38, 4) as done,
    -- target × time progress, rounded up
    (
        (contenders.signings_target * elapsed_days + total_days - 1) // total_days
    )::decimal(38, 4) as due,
from contenders
join campaign_months using (campaign_id)
where campaign_months.has_data
