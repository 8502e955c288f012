-- stage_months: what was done and what was due of each stage of the race, by the end of the month.
-- grain: one row per campaign, unit, month with data and stage. Nothing due: `due` is 0 or null.
-- needs: campaigns, campaign_months, contenders, lists, milestones, project_months, prospects
-- needs: total_months
-- Dates may be missing: count(*) filter counts none of them, where count_if would say null.
-- Of a unit that has never filed progress nothing is known: started and completed are null, not 0.
with signed as (
    select
        lists.campaign_id,
        lists.month,
        prospects.unit_id,
        count(*) filter (
            where prospects.signed_on between campaigns.start_on and campaign_months.last_day
        ) as done,
    from lists
    join campaign_months using (campaign_id, month)
    join campaigns using (campaign_id)
    join prospects using (filing_id)
    where lists.table_name = 'prospects'
    group by all
),

attract as (
    select
        contenders.campaign_id,
        campaign_months.month,
        contenders.unit_id,
        'attract' as stage,
        coalesce(signed.done, 0)::decimal(38, 4) as done,
        -- target × time progress, rounded up
        (
            (contenders.signings_target * elapsed_days + total_days - 1) // total_days
        )::decimal(38, 4) as due,
    from contenders
    join campaign_months using (campaign_id)
    left join signed
        on signed.campaign_id = contenders.campaign_id
        and signed.unit_id = contenders.unit_id
        and signed.month = campaign_months.month
),

preliminary as (
    select
        lists.campaign_id,
        lists.month,
        project_months.unit_id,
        'preliminary' as stage,
        count(*) filter (
            where milestones.done_on <= campaign_months.last_day
        )::decimal(38, 4) as done,
        count(*) filter (
            where milestones.planned_on <= campaign_months.last_day
        )::decimal(38, 4) as due,
    from lists
    join campaign_months using (campaign_id, month)
    join milestones using (filing_id)
    join project_months
        on project_months.campaign_id = lists.campaign_id
        and project_months.month = lists.month
        and project_months.project_code = milestones.project_code
    where lists.table_name = 'milestones' and milestones.stage = 'preliminary'
    group by all
),

built as (
    select
        campaign_id,
        month,
        unit_id,
        if(
            count(source_file) > 0,
            count(*) filter (where category = 'new_start' and is_started),
            null
        )::decimal(38, 4) as started,
        count(*) filter (where start_is_due)::decimal(38, 4) as starts_due,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_wanyuan,
        sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_wanyuan,
        if(count(source_file) > 0, count(*) filter (where is_completed), null)::decimal(
            38, 4
        ) as completed,
        count(*) filter (where completion_is_due)::decimal(38, 4) as completions_due,
    from project_months
    group by all

    union all by name

    select
        campaign_id,
        month,
        unit_id,
        started::decimal(38, 4) as started,
        planned_starts::decimal(38, 4) as starts_due,
        invested_to_date_wanyuan::decimal(38, 4) as invested_wanyuan,
        planned_to_date_wanyuan::decimal(38, 4) as planned_wanyuan,
        completed::decimal(38, 4) as completed,
        planned_completions::decimal(38, 4) as completions_due,
    from total_months
)

select stages.campaign_id, stages.month, stages.unit_id, stages.stage, stages.done, stages.due,
from (
    from attract
    union all by name
    from preliminary
    union all by name
    select campaign_id, month, unit_id, 'start' as stage, started as done, starts_due as due
    from built
    union all by name
    select
        campaign_id, month, unit_id, 'build' as stage, invested_wanyuan as done,
        planned_wanyuan as due
    from built
    union all by name
    select
        campaign_id, month, unit_id, 'complete' as stage, completed as done,
        completions_due as due
    from built
) as stages
join campaign_months using (campaign_id, month)
where campaign_months.has_data
