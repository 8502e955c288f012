-- time_limit_breaches: limits of time that projects have not kept, what is still open first.
-- grain: one row per limit and project. `until_on` is null where it has not happened yet.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', time_limits.name_en, time_limits.name_zh) as limit_name,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    breaches.project_name,
    breaches.project_code,
    breaches.after_on,
    breaches.until_on,
    breaches.limit_months,
    breaches.due_on,
    breaches.days_over,
    breaches.is_open,
    breaches.is_filed,
    breaches.source_file,
    breaches.source_sheet,
    breaches.source_row,
    breaches.list_file,
    breaches.list_sheet,
    breaches.list_row,
from time_limit_breaches as breaches
join time_limits using (campaign_id, limit_id)
join contenders
    on contenders.campaign_id = breaches.campaign_id
    and contenders.unit_id = breaches.unit_id
where
    breaches.campaign_id = $campaign
    and breaches.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by
    breaches.is_open desc, time_limits.position, breaches.days_over desc, breaches.project_code
