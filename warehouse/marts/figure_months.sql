-- figure_months: what units report beside what the statistics office counts.
-- grain: one row per campaign, unit and month with data. `figure` says which one ranks.
-- needs: campaigns, project_months, total_months
-- The statistical figure is given for some projects only: the `compared_` columns are the reported
-- figure and the plan of just those, so that like is compared with like. Units that file totals
-- have no statistical figure.
with sums as (
    select
        campaign_id,
        month,
        track_id,
        unit_id,
        count(*) as projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(reported_to_date_wanyuan)::decimal(38, 4) as reported_to_date_wanyuan,
        count(statistical_to_date_wanyuan) as statistical_projects,
        sum(statistical_to_date_wanyuan)::decimal(38, 4) as statistical_to_date_wanyuan,
        (sum(reported_to_date_wanyuan) filter (where statistical_to_date_wanyuan is not null))
        ::decimal(38, 4) as compared_reported_wanyuan,
        (sum(period_plan_wanyuan) filter (where statistical_to_date_wanyuan is not null))
        ::decimal(38, 4) as compared_plan_wanyuan,
    from project_months
    where has_data
    group by all

    union all by name

    select
        campaign_id,
        month,
        track_id,
        unit_id,
        projects,
        period_plan_wanyuan::decimal(38, 4) as period_plan_wanyuan,
        invested_to_date_wanyuan::decimal(38, 4) as reported_to_date_wanyuan,
        0 as statistical_projects,
        null as statistical_to_date_wanyuan,
        null as compared_reported_wanyuan,
        null as compared_plan_wanyuan,
    from total_months
    where has_data
)

select
    sums.campaign_id,
    sums.month,
    sums.track_id,
    sums.unit_id,
    campaigns.figure,
    sums.projects,
    sums.period_plan_wanyuan,
    sums.reported_to_date_wanyuan,
    exact_ratio(
        sums.reported_to_date_wanyuan, sums.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as reported_rate,
    sums.statistical_projects,
    sums.compared_plan_wanyuan,
    sums.compared_reported_wanyuan,
    sums.statistical_to_date_wanyuan,
    sums.statistical_to_date_wanyuan - sums.compared_reported_wanyuan as difference_wanyuan,
    exact_ratio(
        sums.compared_reported_wanyuan, sums.compared_plan_wanyuan, campaigns.rate_decimals + 2
    ) as compared_reported_rate,
    exact_ratio(
        sums.statistical_to_date_wanyuan, sums.compared_plan_wanyuan, campaigns.rate_decimals + 2
    ) as statistical_rate,
from sums
join campaigns using (campaign_id)
