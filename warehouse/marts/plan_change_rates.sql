-- plan_change_rates: what a change of plan_changes did to the unit's completion rate of the month
-- that the list was filed for: the rate with the list as filed, and had this change not been made.
-- grain: one row per filing, month, unit and project (none in totals) whose plan changed or that
-- was added or left out. Other changes do not move the completion rate. What is completed is as it
-- is known now; what others list of the unit stays as it is.
-- needs: campaigns, lists, plan_changes, projects, reported
with moving as (
    select * from plan_changes where change in ('period_plan', 'added', 'removed')
),

touched as (
    select distinct campaign_id, filing_id, month, filed_by, unit_id
    from moving
    where table_name = 'projects'
),

listed as (
    select touched.*, filed.project_code, filed.period_plan_wanyuan, true as is_listed
    from touched
    join store.projects as filed using (filing_id, unit_id)

    union all by name

    select touched.*, projects.project_code, projects.period_plan_wanyuan, true as is_listed
    from touched
    join lists
        on lists.campaign_id = touched.campaign_id
        and lists.month = touched.month
        and lists.filed_by != touched.filed_by
        and lists.table_name = 'projects'
    join projects
        on projects.filing_id = lists.filing_id
        and projects.unit_id = touched.unit_id

    union all by name

    select
        campaign_id,
        filing_id,
        month,
        filed_by,
        unit_id,
        project_code,
        before_wanyuan as period_plan_wanyuan,
        false as is_listed,
    from moving
    where change = 'removed'
),

known as (
    select listed.*, reported.invested_to_date_wanyuan as invested_wanyuan
    from listed
    asof left join reported
        on reported.campaign_id = listed.campaign_id
        and reported.project_code = listed.project_code
        and reported.month <= listed.month
),

-- Each change with the unit's sums as filed, and what to take off or add to undo it.
sums as (
    select
        moving.campaign_id,
        moving.filing_id,
        moving.month,
        moving.unit_id,
        moving.project_code,
        moving.change,
        moving.before_wanyuan,
        moving.after_wanyuan,
        sum(known.period_plan_wanyuan) filter (where known.is_listed) as plan_wanyuan,
        sum(known.invested_wanyuan) filter (where known.is_listed) as invested_wanyuan,
        sum(known.invested_wanyuan) filter (
            where
            if(
                known.project_code = moving.project_code,
                moving.change != 'added',
                known.is_listed
            )
        ) as invested_without_wanyuan,
    from moving
    join known
        on known.filing_id = moving.filing_id
        and known.month = moving.month
        and known.unit_id = moving.unit_id
        and (known.is_listed or known.project_code = moving.project_code)
    where moving.table_name = 'projects'
    group by all

    union all by name

    select
        moving.campaign_id,
        moving.filing_id,
        moving.month,
        moving.unit_id,
        moving.project_code,
        moving.change,
        moving.before_wanyuan,
        moving.after_wanyuan,
        totals.period_plan_wanyuan as plan_wanyuan,
        totals.invested_to_date_wanyuan as invested_wanyuan,
        totals.invested_to_date_wanyuan as invested_without_wanyuan,
    from moving
    join store.totals as totals
        on totals.filing_id = moving.filing_id
        and totals.month = moving.month
        and totals.unit_id = moving.unit_id
    where moving.table_name = 'totals'
)

select
    sums.campaign_id,
    sums.filing_id,
    sums.month,
    sums.unit_id,
    sums.project_code,
    sums.plan_wanyuan::decimal(38, 4) as period_plan_wanyuan,
    (
        coalesce(sums.plan_wanyuan, 0)
        - coalesce(sums.after_wanyuan, 0)
        + coalesce(sums.before_wanyuan, 0)
    )::decimal(38, 4) as plan_without_wanyuan,
    exact_ratio(
        sums.invested_without_wanyuan, plan_without_wanyuan, campaigns.rate_decimals + 2
    ) as completion_rate_before,
    exact_ratio(
        sums.invested_wanyuan, sums.plan_wanyuan, campaigns.rate_decimals + 2
    ) as completion_rate_after,
    ((completion_rate_after - completion_rate_before) * 100)::decimal(18, 4)
        as rate_change_points,
from sums
join campaigns using (campaign_id)
