-- funnel: every unit's completion rate by the size of its plan, and where it lies among the limits.
-- grain: one row per contender with a rate, track by track, in order; then, without a unit, a hundred
-- and one sizes of plan per track at which its limits are drawn, evenly apart on a logarithmic axis
-- from the smallest unit to the largest; none where projects are too few to know how they vary.
-- params: $campaign, $month, $track, $language
with sizes as (
    select
        track_id,
        min(period_plan_wanyuan)::double as smallest,
        max(period_plan_wanyuan)::double as largest,
    from funnel_months
    where campaign_id = $campaign and month = $month and ($track = 'all' or track_id = $track)
    group by track_id
),

steps as (
    select
        track_id,
        (smallest * (largest / smallest) ^ (range::double / 100))::decimal(38, 4)
            as period_plan_wanyuan,
    from sizes
    cross join range(100 + 1)
),

drawn as (
    select
        track_id,
        unit_id,
        limits_place,
        completion_rate,
        period_plan_wanyuan,
        track_rate,
        action_low_rate,
        warning_low_rate,
        warning_high_rate,
        action_high_rate,
        filed_projects,
        projects,
    from funnel_months
    where campaign_id = $campaign and month = $month and ($track = 'all' or track_id = $track)

    union all by name

    select
        steps.track_id,
        steps.period_plan_wanyuan,
        exact_ratio(spreads.invested_to_date_wanyuan, spreads.period_plan_wanyuan, places)
            as track_rate,
        limit_rate(track_rate, -action, variance, steps.period_plan_wanyuan, places)
            as action_low_rate,
        limit_rate(track_rate, -warning, variance, steps.period_plan_wanyuan, places)
            as warning_low_rate,
        limit_rate(track_rate, warning, variance, steps.period_plan_wanyuan, places)
            as warning_high_rate,
        limit_rate(track_rate, action, variance, steps.period_plan_wanyuan, places)
            as action_high_rate,
    from steps
    join (
        select
            track_spreads.*,
            variance_wanyuan as variance,
            rules.warning_errors as warning,
            rules.action_errors as action,
            campaigns.rate_decimals + 2 as places,
        from track_spreads
        join campaigns using (campaign_id)
        join comparison_rules as rules using (campaign_id)
        where campaign_id = $campaign and month = $month and variance_wanyuan is not null
    ) as spreads using (track_id)
)

select
    drawn.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    drawn.* exclude (track_id, unit_id),
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
from drawn
join tracks on tracks.campaign_id = $campaign and tracks.track_id = drawn.track_id
left join contenders on contenders.campaign_id = $campaign and contenders.unit_id = drawn.unit_id
order by
    drawn.unit_id is null, tracks.position, contenders.position, drawn.period_plan_wanyuan
