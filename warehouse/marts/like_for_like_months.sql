-- like_for_like_months: each unit's completion rate beside what the others of its track would have
-- reached with the same mix of projects (indirect standardisation, the unit itself left out).
-- grain: one row per campaign, month with data and unit with a plan.
-- needs: campaigns, mix_months, unit_months
-- Both rates are over the kinds that other units have as well (`compared_share` of the plan). Where
-- nothing was filed for the month (`state` is not_filed) they are carried; where no kind can be
-- compared, `state` is why, for the kind with the largest plan.
with sums as (
    select
        campaign_id,
        month,
        unit_id,
        (sum(period_plan_wanyuan) filter (where state = 'compared'))::decimal(38, 4) as plan,
        (sum(invested_to_date_wanyuan) filter (where state = 'compared'))::decimal(38, 4) as own,
        sum(expected_wanyuan)::decimal(38, 4) as expected,
        max_by(state, (period_plan_wanyuan, state)) as largest_state,
    from mix_months
    group by all
)

select
    unit_months.campaign_id,
    unit_months.month,
    unit_months.track_id,
    unit_months.unit_id,
    exact_ratio(
        coalesce(sums.plan, 0), unit_months.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as compared_share,
    exact_ratio(sums.own, sums.plan, campaigns.rate_decimals + 2) as own_rate,
    exact_ratio(sums.expected, sums.plan, campaigns.rate_decimals + 2) as expected_rate,
    ((own_rate - expected_rate) * 100)::decimal(18, 4) as difference_points,
    case
        when coalesce(sums.plan, 0) = 0 then sums.largest_state
        when unit_months.filed_projects = 0 then 'not_filed'
        else 'compared'
    end as state,
from unit_months
join campaigns using (campaign_id)
join sums using (campaign_id, month, unit_id)
where unit_months.period_plan_wanyuan > 0
