-- baseline_months: each unit's completion rate on the plan that it filed first, beside its rate on
-- the plan that stands.
-- grain: one row per campaign, unit and month with data.
-- needs: campaign_months, campaigns, contenders, list_steps, project_months, reported
-- needs: total_months, unit_months
-- The original plan is that of the first lists (or totals) that came for the unit. Its projects
-- stay in the original rate when they are taken off the list, with what is known of them; projects
-- added later are in the current rate only. `is_plan_lowered`: the projects listed first are now
-- planned lower in sum, those taken off being planned no more; additions cannot make up for it.
with originals as (
    select
        list_steps.campaign_id,
        listed.unit_id,
        listed.project_code,
        min(filers.since) as since,
        arg_min(listed.period_plan_wanyuan, list_steps.received_at) as period_plan_wanyuan,
    from list_steps
    join store.projects as listed using (filing_id)
    join (
        select campaign_id, filed_by, table_name, min(month) as since from list_steps group by all
    ) as filers
        on filers.campaign_id = list_steps.campaign_id
        and filers.filed_by = list_steps.filed_by
        and filers.table_name = list_steps.table_name
    where list_steps.table_name = 'projects' and list_steps.is_first
    group by all
),

-- What stands, with what was planned first; then what was planned first and stands no more.
standing as (
    select
        project_months.campaign_id,
        project_months.month,
        project_months.unit_id,
        originals.project_code is not null as was_listed,
        true as is_listed,
        originals.period_plan_wanyuan as original_plan_wanyuan,
        project_months.period_plan_wanyuan,
        if(was_listed, project_months.invested_to_date_wanyuan, null)
            as original_invested_wanyuan,
    from project_months
    left join originals
        on originals.campaign_id = project_months.campaign_id
        and originals.unit_id = project_months.unit_id
        and originals.project_code = project_months.project_code
        and originals.since <= project_months.month
    where project_months.has_data
),

-- Few lists lose a project, so only those that did are compared project by project.
losing as (
    select expected.*
    from (
        select
            originals.campaign_id,
            originals.unit_id,
            campaign_months.month,
            count(*) as projects,
        from originals
        join campaign_months
            on campaign_months.campaign_id = originals.campaign_id
            and campaign_months.month >= originals.since
            and campaign_months.has_data
        group by all
    ) as expected
    left join (
        select campaign_id, unit_id, month, count(*) filter (where was_listed) as projects
        from standing
        group by all
    ) as there using (campaign_id, unit_id, month)
    where expected.projects > coalesce(there.projects, 0)
),

gone as (
    select originals.*, losing.month
    from losing
    join originals using (campaign_id, unit_id)
    anti join project_months
        on project_months.campaign_id = losing.campaign_id
        and project_months.month = losing.month
        and project_months.unit_id = losing.unit_id
        and project_months.project_code = originals.project_code
    where originals.since <= losing.month
),

pairs as (
    from standing

    union all by name

    select
        gone.campaign_id,
        gone.month,
        gone.unit_id,
        true as was_listed,
        false as is_listed,
        gone.period_plan_wanyuan as original_plan_wanyuan,
        reported.invested_to_date_wanyuan as original_invested_wanyuan,
    from gone
    asof left join reported
        on reported.campaign_id = gone.campaign_id
        and reported.project_code = gone.project_code
        and reported.month <= gone.month
),

first_totals as (
    select
        list_steps.campaign_id,
        totals.unit_id,
        arg_min(totals.projects, list_steps.received_at) as projects,
        arg_min(totals.period_plan_wanyuan, list_steps.received_at) as period_plan_wanyuan,
    from list_steps
    join store.totals as totals using (filing_id, month)
    where list_steps.table_name = 'totals' and list_steps.is_first
    group by all
),

sums as (
    select
        campaign_id,
        month,
        unit_id,
        count(*) filter (where was_listed) as original_projects,
        sum(original_plan_wanyuan)::decimal(38, 4) as original_plan_wanyuan,
        sum(original_invested_wanyuan)::decimal(38, 4) as original_invested_wanyuan,
        coalesce(sum(period_plan_wanyuan) filter (where was_listed), 0)::decimal(38, 4)
            as original_plan_now_wanyuan,
        count(*) filter (where not was_listed) as added_projects,
        coalesce(sum(period_plan_wanyuan) filter (where not was_listed), 0)::decimal(38, 4)
            as added_plan_wanyuan,
        count(*) filter (where not is_listed) as removed_projects,
        coalesce(sum(original_plan_wanyuan) filter (where not is_listed), 0)::decimal(38, 4)
            as removed_plan_wanyuan,
        coalesce(sum(original_invested_wanyuan) filter (where not is_listed), 0)::decimal(38, 4)
            as removed_invested_wanyuan,
    from pairs
    group by all

    union all by name

    select
        total_months.campaign_id,
        total_months.month,
        total_months.unit_id,
        first_totals.projects as original_projects,
        first_totals.period_plan_wanyuan as original_plan_wanyuan,
        total_months.invested_to_date_wanyuan as original_invested_wanyuan,
        total_months.period_plan_wanyuan as original_plan_now_wanyuan,
    from total_months
    join first_totals using (campaign_id, unit_id)
    where total_months.has_data
)

select
    sums.campaign_id,
    sums.month,
    contenders.track_id,
    sums.unit_id,
    coalesce(unit_months.projects, 0) as projects,
    unit_months.period_plan_wanyuan,
    unit_months.invested_to_date_wanyuan,
    unit_months.completion_rate,
    sums.* exclude (campaign_id, month, unit_id),
    exact_ratio(
        sums.original_invested_wanyuan, sums.original_plan_wanyuan, campaigns.rate_decimals + 2
    ) as original_rate,
    ((unit_months.completion_rate - original_rate) * 100)::decimal(18, 4) as gain_points,
    coalesce(sums.original_plan_now_wanyuan < sums.original_plan_wanyuan, false)
        as is_plan_lowered,
from sums
join campaigns using (campaign_id)
join contenders using (campaign_id, unit_id)
left join unit_months using (campaign_id, month, unit_id)
