-- project: one project at the end of a month: what it is, who answers for it, how far it is.
-- grain: one row; none where the project is not listed in the month.
-- params: $campaign, $month, $project, $language
-- `pace` says what can be said of the plan to date: completed, unfiled (never anything), unplanned,
-- behind, ahead or level. `gap_wanyuan` is how much, whichever way.
select
    register.project_name,
    register.project_code,
    register.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    projects.region,
    if($language = 'en', domains.name_en, domains.name_zh) as domain,
    if($language = 'en', categories.name_en, categories.name_zh) as category,
    register.sector,
    register.level,
    projects.is_manufacturing,
    projects.needs_new_land,
    projects.owner,
    projects.lead_official as official,
    projects.officer,
    register.total_investment_wanyuan,
    register.period_plan_wanyuan,
    register.planned_to_date_wanyuan,
    register.invested_to_date_wanyuan,
    register.completion_rate,
    campaign_months.time_progress,
    lights.schedule_attainment,
    lights.light,
    case
        when project_months.is_completed then 'completed'
        when register.invested_to_date_wanyuan is null then 'unfiled'
        when coalesce(register.planned_to_date_wanyuan, 0) = 0 then 'unplanned'
        when register.invested_to_date_wanyuan < register.planned_to_date_wanyuan then 'behind'
        when register.invested_to_date_wanyuan > register.planned_to_date_wanyuan then 'ahead'
        else 'level'
    end as pace,
    abs(register.invested_to_date_wanyuan - register.planned_to_date_wanyuan) as gap_wanyuan,
    register.status,
    reported.registered_in_statistics,
    progress.site_progress as on_site,
    register.completed_on,
    (
        select list(kind order by kind)
        from slow_projects
        where campaign_id = $campaign and month = $month and project_code = $project
    ) as slow_kinds,
    (
        select max(entered_month)
        from red_list
        where
            campaign_id = $campaign
            and project_code = $project
            and entered_month <= $month
            and coalesce(closed_month > $month, true)
    ) as red_since,
    register.is_filed,
    register.reported_month,
    project_months.source_file,
    project_months.source_sheet,
    project_months.source_row,
    projects.source_file as list_source_file,
    projects.source_sheet as list_source_sheet,
    projects.source_row as list_source_row,
from project_register as register
join project_months using (campaign_id, month, project_code)
join project_lights as lights using (campaign_id, month, project_code)
join campaign_months using (campaign_id, month)
join contenders
    on contenders.campaign_id = register.campaign_id and contenders.unit_id = register.unit_id
join tracks
    on tracks.campaign_id = register.campaign_id and tracks.track_id = register.track_id
join projects
    on projects.filing_id = register.list_filing_id
    and projects.project_code = register.project_code
left join reported
    on reported.campaign_id = $campaign
    and reported.project_code = $project
    and reported.month = register.reported_month
left join progress
    on progress.campaign_id = $campaign
    and progress.project_code = $project
    and progress.month = register.reported_month
left join labels as domains
    on domains.campaign_id = $campaign
    and domains.kind = 'domain'
    and domains.id = register.domain
left join labels as categories
    on categories.campaign_id = $campaign
    and categories.kind = 'category'
    and categories.id = register.category
where
    register.campaign_id = $campaign
    and register.month = $month
    and register.project_code = $project
