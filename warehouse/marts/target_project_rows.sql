-- target_project_rows: what each listed project adds to a target by the end of each month.
-- grain: one row per target made of projects, month with data and project that it speaks of.
-- made as: view
-- needs: project_months, projects, reported, target_members, target_windows, targets
-- Of a project that was never filed nothing is known: its part is null, its plan and its place in
-- the denominator count. A start without a date is one of the campaign's unless the project was
-- listed as begun; a completion without a date always is. What has to be on time needs its date:
-- without one it is not shown to have been.
with facts as (
    select
        now.campaign_id,
        now.month,
        now.list_filing_id,
        now.project_code,
        now.unit_id,
        now.category,
        now.is_filed,
        now.is_started,
        now.is_completed,
        now.invested_to_date_wanyuan,
        now.planned_to_date_wanyuan,
        now.period_plan_wanyuan,
        now.reported_month is not null as is_known,
        now.source_file,
        now.source_sheet,
        now.source_row,
        projects.project_name,
        projects.total_investment_wanyuan,
        projects.planned_completion,
        projects.land_supplied_on,
        projects.source_file as list_source_file,
        projects.source_sheet as list_source_sheet,
        projects.source_row as list_source_row,
        reported.status,
        reported.started_on,
        reported.completed_on,
        reported.in_production_on,
        reported.registered_in_statistics,
        greatest(reported.completed_on, reported.in_production_on) as producing_on,
    from project_months as now
    join projects
        on projects.filing_id = now.list_filing_id
        and projects.project_code = now.project_code
    left join reported
        on reported.campaign_id = now.campaign_id
        and reported.project_code = now.project_code
        and reported.month = now.reported_month
    where now.has_data
),

known as (
    select
        facts.*,
        targets.target_id,
        targets.kind,
        targets.per,
        targets.since_on,
        windows.first_day,
        windows.last_day,
        before.invested_to_date_wanyuan as invested_before_wanyuan,
        before.planned_to_date_wanyuan as planned_before_wanyuan,
        facts.land_supplied_on + to_months(targets.within_months) as start_limit_on,
        facts.completed_on + to_months(targets.within_months) as production_limit_on,
    from facts
    join target_members as members using (campaign_id, list_filing_id, project_code)
    join targets
        on targets.campaign_id = members.campaign_id
        and targets.target_id = members.target_id
        and targets.made_of = 'projects'
    join target_windows as windows
        on windows.campaign_id = targets.campaign_id
        and windows.target_id = targets.target_id
        and windows.month = facts.month
    left join project_months as before
        on targets.per = 'month'
        and before.campaign_id = facts.campaign_id
        and before.project_code = facts.project_code
        and before.month = windows.previous_month
),

decided as (
    select
        *,
        case kind
            when 'on_time_rate' then planned_completion between first_day and last_day
            when 'started_within_rate'
                then (since_on is null or land_supplied_on >= since_on)
                and land_supplied_on <= last_day
                and (start_limit_on <= last_day or (is_known and is_started))
            when 'production_within_rate'
                then completed_on between first_day and last_day
                and (production_limit_on <= last_day or in_production_on <= last_day)
            else true
        end as is_decided,
        case kind
            when 'projects_started' then coalesce(
                started_on between first_day and last_day,
                is_started and category not in ('ongoing', 'completion')
            )
            when 'projects_completed'
                then coalesce(completed_on between first_day and last_day, is_completed)
            when 'projects_in_production' then is_completed
                and in_production_on <= last_day
                and producing_on between first_day and last_day
            when 'start_rate' then is_started
            when 'resumed_rate' then status = 'under_construction' or is_completed
            when 'registered_rate' then registered_in_statistics
            when 'on_time_rate' then completed_on <= planned_completion
            when 'started_within_rate'
                then started_on <= start_limit_on and started_on <= last_day
            when 'production_within_rate'
                then in_production_on <= production_limit_on and in_production_on <= last_day
        end as is_done,
    from known
)

select
    campaign_id,
    target_id,
    month,
    unit_id,
    'projects' as made_of,
    project_code as row_id,
    project_code,
    project_name as row_name,
    case kind
        when 'projects_listed' then 1
        when 'total_investment' then total_investment_wanyuan
        when 'invested' then if(
            per = 'month',
            invested_to_date_wanyuan - coalesce(invested_before_wanyuan, 0),
            invested_to_date_wanyuan
        )
        when 'completion_rate' then invested_to_date_wanyuan
        when 'schedule_attainment' then if(
            per = 'month',
            invested_to_date_wanyuan - coalesce(invested_before_wanyuan, 0),
            invested_to_date_wanyuan
        )
        else if(is_known, coalesce(is_done, false)::int, null)
    end::decimal(38, 4) as part,
    case kind
        when 'completion_rate' then period_plan_wanyuan
        when 'schedule_attainment' then if(
            per = 'month',
            planned_to_date_wanyuan - coalesce(planned_before_wanyuan, 0),
            planned_to_date_wanyuan
        )
        else 1
    end::decimal(38, 4) as of_whole,
    is_filed,
    source_file,
    source_sheet,
    source_row,
    list_source_file,
    list_source_sheet,
    list_source_row,
from decided
where coalesce(is_decided, false)
