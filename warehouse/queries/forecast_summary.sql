-- forecast_summary: completed investment expected at the end, of the campaign or one of its tracks.
-- grain: one row, also where nothing is known. The units are counted by whether their interval lies
-- at or above their plan (reaching), below it (failing), on both sides (open), or is not known.
-- params: $campaign, $month, $track
with whole as (
    select
        period_plan_wanyuan,
        invested_to_date_wanyuan,
        forecast_wanyuan,
        forecast_low_wanyuan,
        forecast_high_wanyuan,
        interval_level,
        interval_state,
        past_errors,
    from forecasts
    where
        campaign_id = $campaign
        and month = $month
        and scope != 'unit'
        and coalesce(track_id, 'all') = $track
),

units as (
    select
        count(*) as units,
        count(*) filter (where forecast_low_wanyuan >= period_plan_wanyuan) as reaching,
        count(*) filter (where forecast_high_wanyuan < period_plan_wanyuan) as failing,
        count(*) filter (
            where forecast_low_wanyuan < period_plan_wanyuan
            and forecast_high_wanyuan >= period_plan_wanyuan
        ) as open,
    from forecasts
    where
        campaign_id = $campaign
        and month = $month
        and scope = 'unit'
        and ($track = 'all' or track_id = $track)
)

select
    whole.*,
    exact_ratio(
        whole.forecast_wanyuan, whole.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as forecast_rate,
    case
        when whole.forecast_wanyuan is null then 'unknown'
        else whole.interval_state
    end as state,
    units.*,
    units.units - units.reaching - units.failing - units.open as unknown,
    strftime(campaigns.end_on, '%Y-%m') as last_month,
from campaigns
cross join units
left join whole on true
where campaigns.campaign_id = $campaign
