-- completion_summary: how far a campaign, or one of its tracks, has come by a month.
-- grain: one row, also where nothing is known; `lead_state` says in one word how its rate stands to
-- time progress, `gap_state` how what is completed stands to what was planned to date.
-- params: $campaign, $month, $track
with sums as (
    select
        sum(projects)::bigint as projects,
        sum(filed_projects)::bigint as filed_projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    from unit_months
    where campaign_id = $campaign and month = $month and ($track = 'all' or track_id = $track)
),

rates as (
    select
        sums.*,
        exact_ratio(
            invested_to_date_wanyuan, period_plan_wanyuan, campaigns.rate_decimals + 2
        ) as completion_rate,
        campaign_months.time_progress,
    from sums
    cross join campaigns
    join campaign_months using (campaign_id)
    where campaigns.campaign_id = $campaign and campaign_months.month = $month
)

select
    *,
    ((completion_rate - time_progress) * 100)::decimal(18, 4) as lead_points,
    abs(lead_points) as lead_size_points,
    stand(completion_rate, time_progress) as lead_state,
    abs(invested_to_date_wanyuan - planned_to_date_wanyuan)::decimal(38, 4) as gap_size_wanyuan,
    stand(invested_to_date_wanyuan, planned_to_date_wanyuan) as gap_state,
from rates
