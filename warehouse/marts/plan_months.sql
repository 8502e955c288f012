-- plan_months: how the monthly targets of each plan were met, project by project.
-- grain: one row per plan, month with data and unit: the whole (no unit), every contender with a
-- target in the month. A plan that no filing shows has no numbers, never zeros.
-- needs: campaign_plans, contenders, lists, target_rows, target_windows, targets
-- A project has a target in the month if investment is planned, a milestone is due or a parcel is
-- to be cleared in it; it is met if all of that is done. Of a project that did not file the month it
-- is not known, so it is neither met nor missed, unless it is met already. Units that file totals
-- only show no projects.
with due as (
    select
        rows.campaign_id,
        plans.plan_id,
        rows.month,
        rows.unit_id,
        coalesce(rows.project_code, rows.row_id) as project,
        bool_and(coalesce(rows.part >= rows.of_whole, false)) as is_met,
        bool_and(rows.is_filed) as is_filed,
    from target_rows as rows
    join campaign_plans as plans using (campaign_id, target_id)
    join targets using (campaign_id, target_id)
    where
        targets.per = 'month'
        and rows.of_whole > 0
        and rows.made_of not in ('indicators', 'totals')
    group by all
),

counted as (
    select
        due.campaign_id,
        due.plan_id,
        due.month,
        if(grouping(due.unit_id) = 1, null, due.unit_id) as unit_id,
        grouping(due.unit_id) = 1 as is_whole,
        count(*) as projects,
        count(*) filter (where is_met) as met,
        count(*) filter (where not is_met and is_filed) as missed,
        count(*) filter (where not is_met and not is_filed) as not_filed,
    from due
    group by grouping sets (
        (due.campaign_id, due.plan_id, due.month),
        (due.campaign_id, due.plan_id, due.month, due.unit_id)
    )
),

scopes as (
    select
        plans.campaign_id,
        plans.plan_id,
        windows.month,
        bool_or(targets.made_of != 'indicators') as is_shown_by_filings,
        bool_or(lists.table_name is not null) as is_list_filed,
    from campaign_plans as plans
    join targets using (campaign_id, target_id)
    join target_windows as windows using (campaign_id, target_id)
    left join lists
        on lists.campaign_id = windows.campaign_id
        and lists.month = windows.month
        and lists.table_name = targets.made_of
    group by all
)

select
    scopes.campaign_id,
    scopes.plan_id,
    scopes.month,
    null as unit_id,
    counted.projects,
    counted.met,
    counted.missed,
    counted.not_filed,
    case
        when not scopes.is_shown_by_filings then 'by_office'
        when not scopes.is_list_filed then 'not_filed'
        when counted.projects is null then 'nothing_due'
    end as reason,
from scopes
left join counted
    on counted.campaign_id = scopes.campaign_id
    and counted.plan_id = scopes.plan_id
    and counted.month = scopes.month
    and counted.is_whole

union all by name

select
    counted.campaign_id,
    counted.plan_id,
    counted.month,
    counted.unit_id,
    counted.projects,
    counted.met,
    counted.missed,
    counted.not_filed,
    null as reason,
from counted
join contenders using (campaign_id, unit_id)
where not counted.is_whole
