-- plan_changes: everything that a list says otherwise than the list that it changed: plans, totals,
-- categories, dates, monthly plans, numbers, and projects that were added or left out.
-- grain: one row per filing, month filed for, unit, project (none in totals), change and, of
-- monthly plans, month planned. A project that goes to another unit is removed and added.
-- needs: contenders, list_steps
with steps as (
    select * from list_steps where filing_id_before is not null
),

projects_before as (
    select steps.filing_id as step_id, steps.month as step_month, listed.*
    from steps
    join store.projects as listed on listed.filing_id = steps.filing_id_before
),

projects_after as (
    select steps.filing_id as step_id, steps.month as step_month, listed.*
    from steps
    join store.projects as listed on listed.filing_id = steps.filing_id
),

in_projects as (
    select
        coalesce(after.step_id, before.step_id) as filing_id,
        coalesce(after.step_month, before.step_month) as month,
        coalesce(after.unit_id, before.unit_id) as unit_id,
        coalesce(after.project_code, before.project_code) as project_code,
        origins(before, after) as places,
        case
            when before.step_id is null
                then [change_of('added', null, after.period_plan_wanyuan)]
            when after.step_id is null
                then [change_of('removed', before.period_plan_wanyuan, null)]
            else [
                change_of('period_plan', before.period_plan_wanyuan, after.period_plan_wanyuan),
                change_of(
                    'total_investment',
                    before.total_investment_wanyuan,
                    after.total_investment_wanyuan
                ),
                change_of('category', before.category, after.category),
                change_of('planned_start', before.planned_start, after.planned_start),
                change_of(
                    'planned_completion', before.planned_completion, after.planned_completion
                )
            ]
        end as changes,
    from projects_before as before
    full join projects_after as after
        using (step_id, unit_id, project_code)
),

plans_before as (
    select steps.filing_id as step_id, steps.month as step_month, planned.*
    from steps
    join store.plans as planned on planned.filing_id = steps.filing_id_before
),

plans_after as (
    select steps.filing_id as step_id, steps.month as step_month, planned.*
    from steps
    join store.plans as planned on planned.filing_id = steps.filing_id
),

in_plans as (
    select
        coalesce(after.step_id, before.step_id) as filing_id,
        coalesce(after.step_month, before.step_month) as month,
        coalesce(after.project_code, before.project_code) as project_code,
        coalesce(after.month, before.month) as plan_month,
        origins(before, after) as places,
        [
            change_of(
                'monthly_plan',
                before.planned_investment_wanyuan,
                after.planned_investment_wanyuan
            )
        ] as changes,
    from plans_before as before
    full join plans_after as after using (step_id, project_code, month)
    where before.planned_investment_wanyuan is distinct from after.planned_investment_wanyuan
),

in_totals as (
    select
        steps.filing_id,
        steps.month,
        after.unit_id,
        origins(before, after) as places,
        [
            change_of('period_plan', before.period_plan_wanyuan, after.period_plan_wanyuan),
            change_of('projects', before.projects, after.projects),
            change_of('planned_starts', before.planned_starts, after.planned_starts),
            change_of('planned_completions', before.planned_completions, after.planned_completions)
        ] as changes,
    from steps
    join store.totals as after
        on after.filing_id = steps.filing_id
        and after.month = steps.month
    join store.totals as before
        on before.filing_id = steps.filing_id_before
        and before.month = steps.month_before
        and before.unit_id = after.unit_id
),

changes as (
    select
        * exclude (places, changes),
        unnest(places),
        unnest(changes, recursive := true),
    from (
        select * from in_projects
        union all by name
        select * from in_plans
        union all by name
        select * from in_totals
    )
),

names as (
    select
        campaign_id,
        project_code,
        arg_max(project_name, (filing_month, source_file, source_row)) as project_name,
        arg_max(unit_id, (filing_month, source_file, source_row)) as unit_id,
    from store.projects
    group by all
)

select
    list_steps.campaign_id,
    changes.month,
    contenders.track_id,
    coalesce(changes.unit_id, names.unit_id) as unit_id,
    list_steps.table_name,
    list_steps.filed_by,
    changes.filing_id,
    list_steps.received_at,
    list_steps.is_current,
    list_steps.month_before,
    changes.project_code,
    names.project_name,
    changes.change,
    changes.plan_month,
    changes.value_before,
    changes.value_after,
    if(
        changes.change
        in ('period_plan', 'total_investment', 'monthly_plan', 'added', 'removed'),
        changes.value_before,
        null
    )::decimal(18, 4) as before_wanyuan,
    if(
        changes.change
        in ('period_plan', 'total_investment', 'monthly_plan', 'added', 'removed'),
        changes.value_after,
        null
    )::decimal(18, 4) as after_wanyuan,
    changes.source_file_before,
    changes.source_sheet_before,
    changes.source_row_before,
    changes.source_file,
    changes.source_sheet,
    changes.source_row,
from changes
join list_steps using (filing_id, month)
left join names
    on names.campaign_id = list_steps.campaign_id
    and names.project_code = changes.project_code
left join contenders
    on contenders.campaign_id = list_steps.campaign_id
    and contenders.unit_id = coalesce(changes.unit_id, names.unit_id)
where
    changes.change in ('added', 'removed')
    or changes.value_before is distinct from changes.value_after
