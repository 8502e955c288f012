-- forecast: completed investment expected at the campaign's end, as it looked in one month.
-- grain: one row per unit, per track without a unit, and for the campaign without a track.
-- Rates are of the period plan; `reaches_plan`: whether the interval lies at or above the plan
-- (yes), below it (no), or on both sides (open); empty where there is no interval.
-- params: $campaign, $month, $track, $language
select
    forecasts.scope,
    forecasts.track_id,
    forecasts.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    exact_ratio(
        forecasts.forecast_wanyuan, forecasts.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as forecast_rate,
    case
        when forecasts.forecast_low_wanyuan >= forecasts.period_plan_wanyuan then 'yes'
        when forecasts.forecast_high_wanyuan < forecasts.period_plan_wanyuan then 'no'
        when forecasts.forecast_low_wanyuan is not null then 'open'
    end as reaches_plan,
    exact_ratio(
        forecasts.forecast_low_wanyuan, forecasts.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as forecast_low_rate,
    exact_ratio(
        forecasts.forecast_high_wanyuan, forecasts.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as forecast_high_rate,
    forecasts.period_plan_wanyuan,
    forecasts.invested_to_date_wanyuan,
    forecasts.forecast_wanyuan,
    forecasts.forecast_low_wanyuan,
    forecasts.forecast_high_wanyuan,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    forecasts.based_on_month,
    forecasts.interval_level,
    forecasts.past_errors,
    forecasts.interval_state,
from forecasts
join campaigns using (campaign_id)
left join tracks using (campaign_id, track_id)
left join contenders using (campaign_id, track_id, unit_id)
where
    forecasts.campaign_id = $campaign
    and forecasts.month = $month
    and ($track = 'all' or coalesce(forecasts.track_id, $track) = $track)
order by tracks.position nulls first, contenders.position nulls first
