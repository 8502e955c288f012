-- funnel: every unit's completion rate by the size of its plan, and where it lies among the limits.
-- grain: one row per contender with a rate, track by track, in order.
-- params: $campaign, $month, $track, $language
select
    contenders.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    funnel_months.* exclude (campaign_id, month, track_id, unit_id),
from funnel_months
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
where
    funnel_months.campaign_id = $campaign
    and funnel_months.month = $month
    and ($track = 'all' or funnel_months.track_id = $track)
order by tracks.position, contenders.position
