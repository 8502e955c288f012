-- overview_months: how a campaign stands at the end of a month, in the numbers of its card.
-- grain: one row per campaign and month with data. Rates are sum ÷ sum; targets are those of the
-- whole; `published_at` is of the edition in force, null while the month is provisional.
-- needs: campaigns, campaign_months, filing_rates, unit_months
-- made after: figures
with sums as (
    select
        campaign_id,
        month,
        sum(projects)::bigint as projects,
        sum(filed_projects)::bigint as filed_projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    from unit_months
    group by all
),

goals as (
    select
        campaign_id,
        month,
        count(*) as targets,
        count(*) filter (where status = 'met') as met,
        count(*) filter (where status = 'on_track') as on_track,
        count(*) filter (where status = 'at_risk') as at_risk,
        count(*) filter (where status = 'missed') as missed,
        count(*) filter (where status = 'no_data') as no_data,
    from target_months
    where is_current and unit_id is null
    group by all
),

race as (
    select
        campaign_id,
        month,
        count(rank) as ranked_units,
        count(*) filter (where rank is null) as unranked_units,
        count(*) filter (where rank is not null and light = 'red') as red_units,
    from standings
    group by all
),

published as (
    select
        editions.campaign_id,
        editions.month,
        any_value(editions.issue) as issue,
        any_value(editions.published_at) as published_at,
        count(edition_changes.unit_id) as changed_units,
    from editions
    left join edition_changes using (campaign_id, month, issue)
    where editions.is_in_force
    group by all
)

select
    campaign_months.campaign_id,
    campaign_months.month,
    campaign_months.month
    = max(campaign_months.month) over (partition by campaign_months.campaign_id) as is_latest,
    campaign_months.last_day,
    campaign_months.last_day = campaigns.end_on as is_last,
    sums.projects,
    sums.filed_projects,
    sums.period_plan_wanyuan,
    sums.invested_to_date_wanyuan,
    exact_ratio(
        sums.invested_to_date_wanyuan, sums.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as completion_rate,
    campaign_months.time_progress,
    ((completion_rate - campaign_months.time_progress) * 100)::decimal(18, 4) as lead_points,
    coalesce(goals.targets, 0) as targets,
    coalesce(goals.met, 0) as met,
    coalesce(goals.on_track, 0) as on_track,
    coalesce(goals.at_risk, 0) as at_risk,
    coalesce(goals.missed, 0) as missed,
    coalesce(goals.no_data, 0) as no_data,
    coalesce(race.ranked_units, 0) as ranked_units,
    coalesce(race.unranked_units, 0) as unranked_units,
    coalesce(race.red_units, 0) as red_units,
    coalesce(filing_rates.expected, 0) as expected,
    coalesce(filing_rates.filed, 0) as filed,
    coalesce(filing_rates.on_time, 0) as on_time,
    filing_rates.filed_rate,
    published.issue,
    published.published_at,
    coalesce(published.changed_units, 0) as changed_units,
from campaign_months
join campaigns using (campaign_id)
left join sums using (campaign_id, month)
left join goals using (campaign_id, month)
left join race using (campaign_id, month)
left join published using (campaign_id, month)
left join filing_rates
    on filing_rates.campaign_id = campaign_months.campaign_id
    and filing_rates.month = campaign_months.month
    and filing_rates.scope = 'campaign'
where campaign_months.has_data
