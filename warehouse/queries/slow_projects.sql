-- slow_projects: the slow projects of a month, with what says so.
-- grain: one row per slow project and kind (zombie, snail, marathon).
-- params: $campaign, $month, $track, $language
-- Zombie and snail: `months` that count, from `since_month`, against `limit_months` running.
-- `short_wanyuan`: what a snail lacks to reach its limit by the plan of the month.
-- Marathon: `months` since `started_on`, `due_on` by the limit, and the days beyond it.
select
    slow_projects.kind,
    slow_projects.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    slow_projects.project_name,
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
    (
        slow_projects.planned_to_date_wanyuan::decimal(24, 4)
        * slow_projects.attainment_below::decimal(7, 6)
        - slow_projects.invested_to_date_wanyuan::decimal(24, 4)
    )::decimal(38, 4) as short_wanyuan,
    slow_rules.clause,
    slow_rules.is_ours,
    slow_projects.is_filed,
    not slow_projects.is_filed as is_not_filed,
    slow_projects.source_file,
    slow_projects.source_sheet,
    slow_projects.source_row,
    slow_projects.list_file,
    slow_projects.list_sheet,
    slow_projects.list_row,
from slow_projects
join slow_rules using (campaign_id, kind)
join contenders
    on contenders.campaign_id = slow_projects.campaign_id
    and contenders.unit_id = slow_projects.unit_id
where
    slow_projects.campaign_id = $campaign
    and slow_projects.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by
    list_position(['zombie', 'snail', 'marathon'], slow_projects.kind),
    slow_projects.months desc,
    slow_projects.days_over desc,
    contenders.position,
    slow_projects.project_code
