-- slow_projects: the slow projects of a month, with what says so.
-- grain: one row per slow project and kind (zombie, snail, marathon).
-- params: $campaign, $month, $track, $language
-- Zombie and snail: `months` that count, from `since_month`, against `limit_months` running.
-- Marathon: `months` since `started_on`, `due_on` by the limit, and the days beyond it.
select
    slow_projects.kind,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    follow_up_months.project_name,
    slow_projects.project_code,
    slow_projects.months,
    slow_projects.limit_months,
    slow_projects.since_month,
    slow_projects.started_on,
    slow_projects.due_on,
    slow_projects.days_over,
    slow_projects.schedule_attainment,
    slow_projects.attainment_below,
    slow_projects.attainment_below as below_rate,
    slow_projects.total_investment_wanyuan,
    slow_projects.invested_to_date_wanyuan,
    slow_projects.planned_to_date_wanyuan,
    slow_projects.is_filed,
    not slow_projects.is_filed as is_not_filed,
    slow_projects.source_file,
    slow_projects.source_sheet,
    slow_projects.source_row,
    slow_projects.list_file,
    slow_projects.list_sheet,
    slow_projects.list_row,
from slow_projects
join follow_up_months using (campaign_id, month, project_code)
join contenders
    on contenders.campaign_id = slow_projects.campaign_id
    and contenders.unit_id = slow_projects.unit_id
where
    slow_projects.campaign_id = $campaign
    and slow_projects.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by
    slow_projects.kind, slow_projects.months desc, slow_projects.days_over desc,
    contenders.position, slow_projects.project_code
