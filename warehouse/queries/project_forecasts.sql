-- project_forecasts: what the projects of a unit are expected to have completed at the end.
-- grain: one row per listed project, the furthest behind its plan first.
-- params: $campaign, $month, $unit
select
    names.project_name,
    exact_ratio(
        forecasts.forecast_wanyuan, forecasts.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as forecast_rate,
    forecasts.forecast_wanyuan - forecasts.period_plan_wanyuan as over_plan_wanyuan,
    forecasts.period_plan_wanyuan,
    forecasts.invested_to_date_wanyuan,
    forecasts.forecast_wanyuan,
    forecasts.forecast_low_wanyuan,
    forecasts.forecast_high_wanyuan,
    forecasts.pace,
    forecasts.method,
    forecasts.based_on_month,
    forecasts.project_code,
    forecasts.interval_level,
    forecasts.past_errors,
    forecasts.interval_state,
from project_forecasts as forecasts
join campaigns using (campaign_id)
left join (
    select campaign_id, project_code, arg_max(project_name, filing_month) as project_name
    from projects
    where filing_month <= $month
    group by all
) as names using (campaign_id, project_code)
where
    forecasts.campaign_id = $campaign
    and forecasts.month = $month
    and forecasts.unit_id = $unit
order by over_plan_wanyuan nulls last, forecasts.project_code
