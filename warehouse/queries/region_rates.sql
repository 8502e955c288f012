-- region_rates: every unit's completion rate against time progress, track by track.
-- grain: one row per contender, the highest rate of a track first, those without a rate last.
-- params: $campaign, $month, $track, $language
select
    contenders.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    unit_months.completion_rate,
    unit_months.lead_points,
    unit_months.schedule_attainment,
    unit_months.period_plan_wanyuan,
    unit_months.invested_to_date_wanyuan,
    unit_months.filed_projects,
    unit_months.projects,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    campaign_months.time_progress,
from contenders
join tracks using (campaign_id, track_id)
join campaign_months on campaign_months.campaign_id = $campaign and campaign_months.month = $month
left join unit_months
    on unit_months.campaign_id = $campaign
    and unit_months.month = $month
    and unit_months.unit_id = contenders.unit_id
where contenders.campaign_id = $campaign and ($track = 'all' or contenders.track_id = $track)
order by
    tracks.position,
    unit_months.completion_rate desc nulls last,
    contenders.position
