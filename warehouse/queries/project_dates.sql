-- project_dates: what a project has to reach by a day, and has reached, as known at a month's end.
-- grain: one row per start, completion, production, land supply, milestone and limit of time that
-- has a day, planned or actual; by day.
-- params: $campaign, $month, $project, $language
-- `state`: done, late (done after its day), undated (done, nobody said when), overdue, coming. A
-- limit of time is kept on its day, whatever was planned. The source is the row that says that it
-- was done, the list's source the one that says when it should be.
with listed as (
    select
        register.*,
        project_months.is_started,
        project_months.is_completed,
        follow_up_months.land_supplied_on,
        follow_up_months.in_production_on,
        campaign_months.last_day,
        follow_up_months.list_file as list_source_file,
        follow_up_months.list_sheet as list_source_sheet,
        follow_up_months.list_row as list_source_row,
    from project_register as register
    join project_months using (campaign_id, month, project_code)
    join follow_up_months using (campaign_id, month, project_code)
    join campaign_months using (campaign_id, month)
    where
        register.campaign_id = $campaign
        and register.month = $month
        and register.project_code = $project
),

events as (
    select
        list_source_file,
        list_source_sheet,
        list_source_row,
        last_day,
        unnest([
            {
                'kind': 'land',
                'planned_on': null::date,
                'done_on': land_supplied_on,
                'is_done': land_supplied_on <= last_day
            },
            {
                'kind': 'started_on',
                'planned_on': planned_start,
                'done_on': started_on,
                'is_done': is_started
            },
            {
                'kind': 'completed_on',
                'planned_on': planned_completion,
                'done_on': completed_on,
                'is_done': is_completed
            },
            {
                'kind': 'in_production_on',
                'planned_on': null,
                'done_on': in_production_on,
                'is_done': in_production_on is not null
            },
        ], recursive := true),
    from listed
),

dated as (
    select
        events.* exclude (last_day),
        null::varchar as name,
        null::bigint as limit_months,
        last_day,
        origins.source_file,
        origins.source_sheet,
        origins.source_row,
    from events
    left join progress_origins as origins
        on origins.campaign_id = $campaign
        and origins.project_code = $project
        and origins.said = events.kind
        and origins.month = (select reported_month from listed)
        and events.is_done

    union all by name

    select
        'milestone' as kind,
        milestones.planned_on,
        if(milestones.is_done, milestones.done_on, null) as done_on,
        milestones.is_done,
        milestones.milestone as name,
        listed.last_day,
        milestones.source_file,
        milestones.source_sheet,
        milestones.source_row,
    from milestone_months as milestones
    cross join listed
    where
        milestones.campaign_id = $campaign
        and milestones.month = $month
        and milestones.project_code = $project

    union all by name

    select
        'limit' as kind,
        limits.due_on as planned_on,
        limits.until_on as done_on,
        limits.until_on is not null as is_done,
        if($language = 'en', time_limits.name_en, time_limits.name_zh) as name,
        limits.limit_months,
        listed.last_day,
    from project_limits as limits
    cross join listed
    left join time_limits
        on time_limits.campaign_id = limits.campaign_id
        and time_limits.limit_id = limits.limit_id
    where
        limits.campaign_id = $campaign
        and limits.month = $month
        and limits.project_code = $project
)

select
    kind,
    name,
    planned_on,
    done_on,
    case
        when is_done and done_on is null then 'undated'
        when is_done and done_on > planned_on then 'late'
        when is_done then 'done'
        when kind = 'limit' and planned_on < last_day then 'overdue'
        when kind != 'limit' and planned_on <= last_day then 'overdue'
        else 'coming'
    end as state,
    abs(coalesce(done_on, last_day) - planned_on) as days_apart,
    limit_months,
    last_day,
    source_file,
    source_sheet,
    source_row,
    list_source_file,
    list_source_sheet,
    list_source_row,
from dated
where planned_on is not null or is_done
order by coalesce(planned_on, done_on), kind, name
