-- project_months: every listed project at the end of every month of its campaign.
-- grain: one row per campaign, project and month.
-- needs: campaigns, campaign_months, contenders, lists, projects, reported, scheduled
-- Not filed: `is_filed` is false and the last known cumulative figure is carried; where none is
-- known it is null, never 0. In months without data nothing is known yet: the plan stands alone.
with listed as (
    select
        campaign_months.* exclude (first_day, filing_due_on),
        lists.filing_id as list_filing_id,
        projects.project_code,
        projects.unit_id,
        projects.domain,
        projects.category,
        projects.planned_start,
        projects.planned_completion,
        projects.period_plan_wanyuan,
        plan_lists.filing_id as plan_filing_id,
    from lists
    join campaign_months using (campaign_id, month)
    join projects using (filing_id)
    left join lists as plan_lists
        on plan_lists.campaign_id = lists.campaign_id
        and plan_lists.month = lists.month
        and plan_lists.filed_by = lists.filed_by
        and plan_lists.table_name = 'plans'
    where lists.table_name = 'projects'
),

planners as (
    select distinct filing_id, project_code from scheduled
),

planned as (
    select
        listed.*,
        case
            when planners.project_code is not null
                then coalesce(scheduled.planned_to_date_wanyuan, 0)
            else time_share(listed.period_plan_wanyuan, listed.elapsed_days, listed.total_days)
        end as planned_to_date_wanyuan,
    from listed
    left join planners
        on planners.filing_id = listed.plan_filing_id
        and planners.project_code = listed.project_code
    asof left join scheduled
        on scheduled.filing_id = listed.plan_filing_id
        and scheduled.project_code = listed.project_code
        and scheduled.month <= listed.month
)

select
    planned.campaign_id,
    planned.project_code,
    planned.month,
    contenders.track_id,
    planned.unit_id,
    planned.domain,
    planned.category,
    planned.period_plan_wanyuan,
    planned.planned_to_date_wanyuan,
    if(planned.has_data, reported.invested_to_date_wanyuan, null) as invested_to_date_wanyuan,
    if(planned.has_data, reported.reported_to_date_wanyuan, null) as reported_to_date_wanyuan,
    if(planned.has_data, reported.statistical_to_date_wanyuan, null)
        as statistical_to_date_wanyuan,
    planned.has_data and reported.month is not distinct from planned.month as is_filed,
    planned.has_data,
    planned.category = 'new_start' and planned.planned_start <= planned.last_day as start_is_due,
    planned.planned_completion <= planned.last_day as completion_is_due,
    planned.has_data and coalesce(
        reported.started_on <= planned.last_day,
        reported.status in ('under_construction', 'suspended', 'completed'),
        false
    ) as is_started,
    planned.has_data and coalesce(
        reported.completed_on <= planned.last_day, reported.status = 'completed', false
    ) as is_completed,
    -- Without its date a completion cannot be shown to have been on time. What should have been
    -- completed before the campaign began is no delay of the campaign's: null.
    if(
        planned.planned_completion >= campaigns.start_on,
        planned.has_data and coalesce(
            reported.completed_on <= planned.planned_completion
            and reported.completed_on <= planned.last_day,
            false
        ),
        null
    ) as is_on_time,
    planned.plan_filing_id,
    planned.list_filing_id,
    reported.month as reported_month,
    reported.source_file,
    reported.source_sheet,
    reported.source_row,
from planned
join campaigns using (campaign_id)
join contenders using (campaign_id, unit_id)
asof left join reported
    on reported.campaign_id = planned.campaign_id
    and reported.project_code = planned.project_code
    and reported.month <= planned.month
