-- follow_up_months: what slow, red and watched projects are told by, at the end of the month.
-- grain: one row per campaign, project and month with data.
-- needs: campaigns, campaign_months, lists, monitoring, progress, project_attainments
-- needs: project_months, projects, reported
-- `has_figure`: the campaign's figure was filed for the month, not carried.
-- `invested_since_wanyuan`: what units report to have invested since their figure before: the
-- growth of the cumulative figure or, if that is more, the month's. Null where they report none.
-- `schedule_attainment` is rounded once, as it is published. Days after the month are not known yet.
with figures as (
    select
        progress.campaign_id,
        progress.project_code,
        progress.month,
        coalesce(progress.invested_in_month_wanyuan, progress.invested_to_date_wanyuan)
            is not null as has_reported,
        has_reported or (
            campaigns.figure = 'statistical' and progress.statistical_to_date_wanyuan is not null
        ) as has_figure,
        reported.reported_to_date_wanyuan - coalesce(
            lag(reported.reported_to_date_wanyuan ignore nulls) over months, 0
        ) as grown_wanyuan,
        progress.invested_in_month_wanyuan,
        last_value(progress.in_production_on ignore nulls) over (
            months rows between unbounded preceding and current row
        ) as in_production_on,
    from progress
    join campaigns using (campaign_id)
    join reported using (campaign_id, project_code, month)
    window months as (
        partition by progress.campaign_id, progress.project_code
        order by progress.month
    )
),

listed as (
    select
        lists.campaign_id,
        lists.month,
        lists.filed_by,
        projects.project_code,
        projects.project_name,
        projects.is_manufacturing,
        projects.total_investment_wanyuan,
        projects.land_supplied_on,
        projects.source_file as list_file,
        projects.source_sheet as list_sheet,
        projects.source_row as list_row,
    from lists
    join projects using (filing_id)
    where lists.table_name = 'projects'
)

select
    project_months.campaign_id,
    project_months.month,
    project_months.track_id,
    project_months.unit_id,
    project_months.project_code,
    listed.filed_by,
    listed.project_name,
    project_months.domain,
    listed.is_manufacturing,
    listed.total_investment_wanyuan,
    coalesce(listed.total_investment_wanyuan >= monitoring.size_from_wanyuan, false)
        as is_watched,
    project_months.is_filed,
    coalesce(current_figures.has_figure, false) as has_figure,
    project_months.is_started,
    project_months.is_completed,
    campaign_months.last_day,
    listed.land_supplied_on,
    if(reported.started_on <= campaign_months.last_day, reported.started_on, null)
        as started_on,
    if(reported.completed_on <= campaign_months.last_day, reported.completed_on, null)
        as completed_on,
    if(known.in_production_on <= campaign_months.last_day, known.in_production_on, null)
        as in_production_on,
    if(
        current_figures.has_reported,
        greatest(current_figures.grown_wanyuan, current_figures.invested_in_month_wanyuan),
        null
    ) as invested_since_wanyuan,
    project_months.planned_to_date_wanyuan,
    project_months.invested_to_date_wanyuan,
    project_attainments.schedule_attainment,
    project_months.source_file,
    project_months.source_sheet,
    project_months.source_row,
    listed.list_file,
    listed.list_sheet,
    listed.list_row,
from project_months
join project_attainments using (campaign_id, month, project_code)
join campaign_months using (campaign_id, month)
join listed using (campaign_id, month, project_code)
left join monitoring using (campaign_id)
left join figures as current_figures using (campaign_id, project_code, month)
asof left join figures as known
    on known.campaign_id = project_months.campaign_id
    and known.project_code = project_months.project_code
    and known.month <= project_months.month
asof left join reported
    on reported.campaign_id = project_months.campaign_id
    and reported.project_code = project_months.project_code
    and reported.month <= project_months.month
where project_months.has_data
