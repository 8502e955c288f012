-- rates: filing, start, completion (竣工) and on-time rate of units, their tracks and the campaign.
-- grain: one row per rate and unit; without a unit, that of a track; without a track, of the whole.
-- params: $campaign, $month, $track, $language
select
    rate_months.scope,
    rate_months.track_id,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    rate_months.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    rate_months.rate,
    rate_months.numerator,
    rate_months.denominator,
    rate_months.value,
from rate_months
left join tracks using (campaign_id, track_id)
left join contenders using (campaign_id, track_id, unit_id)
where
    rate_months.campaign_id = $campaign
    and rate_months.month = $month
    and ($track = 'all' or coalesce(rate_months.track_id, $track) = $track)
order by
    tracks.position nulls first, contenders.position nulls first, rate_months.rate
