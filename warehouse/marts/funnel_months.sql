-- funnel_months: every unit's completion rate with the limits of chance around its track's.
-- grain: one row per campaign, month with data and unit with a rate.
-- needs: campaigns, comparison_rules, track_spreads, unit_months
-- The limits are so many standard errors from the track's rate, which are the narrower the larger the
-- unit's plan is; null where projects are too few to know how they vary. `limits_place` is decided by the
-- rates as they are published, so a rate on a limit is within; what was carried has no place.
with limits as (
    select
        unit_months.*,
        campaigns.rate_decimals + 2 as places,
        exact_ratio(spreads.invested_to_date_wanyuan, spreads.period_plan_wanyuan, places)
            as track_rate,
        rules.warning_errors as warning,
        rules.action_errors as action,
        spreads.variance_wanyuan as variance,
        unit_months.period_plan_wanyuan as plan,
        limit_rate(track_rate, -action, variance, plan, places) as action_low_rate,
        limit_rate(track_rate, -warning, variance, plan, places) as warning_low_rate,
        limit_rate(track_rate, warning, variance, plan, places) as warning_high_rate,
        limit_rate(track_rate, action, variance, plan, places) as action_high_rate,
    from unit_months
    join campaigns using (campaign_id)
    join comparison_rules as rules using (campaign_id)
    join track_spreads as spreads using (campaign_id, month, track_id)
    where unit_months.completion_rate is not null
)

select
    campaign_id,
    month,
    track_id,
    unit_id,
    filed_projects,
    projects,
    period_plan_wanyuan,
    completion_rate,
    track_rate,
    action_low_rate,
    warning_low_rate,
    warning_high_rate,
    action_high_rate,
    case
        when filed_projects = 0 then 'not_filed'
        when action_high_rate is null then 'unknown'
        when completion_rate > action_high_rate then 'above_action'
        when completion_rate > warning_high_rate then 'above_warning'
        when completion_rate < action_low_rate then 'below_action'
        when completion_rate < warning_low_rate then 'below_warning'
        else 'within'
    end as limits_place,
from limits
