-- completion_by_month: plan and actual, cumulated; the plan to the campaign's end, the actual up
-- to the chosen month. The forecast starts from the actual of the chosen month and has its value,
-- and its interval where there is one, in the last month.
-- grain: one row per month of the campaign.
-- params: $campaign, $month, $track
with months as (
    select
        month,
        sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
        if(
            month <= $month,
            sum(invested_to_date_wanyuan)::decimal(38, 4),
            null
        ) as invested_to_date_wanyuan,
    from investment_months
    where campaign_id = $campaign and ($track = 'all' or track_id = $track)
    group by month
),

made as (
    select
        forecasts.*,
        (select max(month) from months) as last_month,
    from forecasts
    where
        campaign_id = $campaign
        and month = $month
        and month < last_month
        and scope != 'unit'
        and coalesce(track_id, 'all') = $track
)

select
    months.month,
    months.planned_to_date_wanyuan,
    months.invested_to_date_wanyuan,
    case months.month
        when made.last_month then made.forecast_wanyuan
        when $month
            then if(made.forecast_wanyuan is null, null, months.invested_to_date_wanyuan)
    end as forecast_wanyuan,
    if(months.month = made.last_month, made.forecast_low_wanyuan, null) as forecast_low_wanyuan,
    if(months.month = made.last_month, made.forecast_high_wanyuan, null) as forecast_high_wanyuan,
from months
left join made on true
order by months.month
