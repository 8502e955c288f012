-- funnel_limits: the limits of chance around a track's rate, from its smallest unit to its largest.
-- grain: a hundred and one sizes of plan, evenly apart on a logarithmic axis; none where projects are
-- too few to know how they vary.
-- params: $campaign, $month, $track
with sizes as (
    select
        min(period_plan_wanyuan)::double as smallest,
        max(period_plan_wanyuan)::double as largest,
    from unit_months
    where
        campaign_id = $campaign
        and month = $month
        and track_id = $track
        and completion_rate is not null
),

steps as (
    select
        range as step,
        (smallest * (largest / smallest) ^ (range::double / 100))::decimal(38, 4) as plan,
    from sizes
    cross join range(100 + 1)
)

select
    steps.plan as plan_wanyuan,
    exact_ratio(
        spreads.invested_to_date_wanyuan,
        spreads.period_plan_wanyuan,
        campaigns.rate_decimals + 2
    ) as track_rate,
    limit_rate(
        track_rate, -rules.action_errors, variance_wanyuan, plan, campaigns.rate_decimals + 2
    ) as action_low_rate,
    limit_rate(
        track_rate, -rules.warning_errors, variance_wanyuan, plan, campaigns.rate_decimals + 2
    ) as warning_low_rate,
    limit_rate(
        track_rate, rules.warning_errors, variance_wanyuan, plan, campaigns.rate_decimals + 2
    ) as warning_high_rate,
    limit_rate(
        track_rate, rules.action_errors, variance_wanyuan, plan, campaigns.rate_decimals + 2
    ) as action_high_rate,
from track_spreads as spreads
join campaigns using (campaign_id)
join comparison_rules as rules using (campaign_id)
cross join steps
where
    spreads.campaign_id = $campaign
    and spreads.month = $month
    and spreads.track_id = $track
    and spreads.variance_wanyuan is not null
order by steps.step
