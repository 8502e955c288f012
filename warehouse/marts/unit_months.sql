-- unit_months: how far each unit has come with its plan, against how far the campaign has come.
-- grain: one row per campaign, unit and month with data. Rates are sum ÷ sum, rounded once as
-- they are published; `lead_points` are percentage points ahead of (behind) time progress.
-- needs: campaigns, campaign_months, investment_months
select
    sums.campaign_id,
    sums.month,
    sums.track_id,
    sums.unit_id,
    sums.projects,
    sums.filed_projects,
    sums.period_plan_wanyuan,
    sums.planned_to_date_wanyuan,
    sums.invested_to_date_wanyuan,
    exact_ratio(
        sums.invested_to_date_wanyuan, sums.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as completion_rate,
    exact_ratio(
        sums.invested_to_date_wanyuan, sums.planned_to_date_wanyuan, campaigns.rate_decimals + 2
    ) as schedule_attainment,
    campaign_months.time_progress,
    ((completion_rate - campaign_months.time_progress) * 100)::decimal(18, 4) as lead_points,
from (
    select
        campaign_id,
        month,
        track_id,
        unit_id,
        sum(projects)::bigint as projects,
        sum(filed_projects)::bigint as filed_projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    from investment_months
    group by all
) as sums
join campaign_months using (campaign_id, month)
join campaigns using (campaign_id)
where campaign_months.has_data
