-- campaigns_compared: every campaign beside the one that is chosen.
-- grain: one row per campaign, in the order in which they are offered. What is filed is that of
-- `month`: of the campaign chosen the chosen month; of another ($as_of) its last month (latest), or
-- the last one in which no more of its time had passed (same), null where it has none.
-- `same_rate` is the completion rate after the same share of time as the chosen campaign's: as filed
-- where a month ends just there, else on the straight line between the months before and after it
-- (`same_after`; a campaign starts from 0); null where a campaign has not come so far.
-- params: $campaign, $month, $as_of, $language
with sums as (
    select
        campaign_id,
        month,
        sum(projects)::bigint as projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    from unit_months
    where campaign_id != $campaign or month <= $month
    group by all
),

known as (
    select
        sums.*,
        campaign_months.time_progress,
        campaigns.rate_decimals + 2 as decimals,
        exact_ratio(
            sums.invested_to_date_wanyuan, sums.period_plan_wanyuan, campaigns.rate_decimals + 2
        ) as completion_rate,
    from sums
    join campaigns using (campaign_id)
    join campaign_months using (campaign_id, month)
),

own as (
    select time_progress as passed
    from campaign_months
    where campaign_id = $campaign and month = $month
),

picked as (
    select
        known.campaign_id,
        max(known.month) filter (
            where known.campaign_id = $campaign
            or $as_of = 'latest'
            or known.time_progress <= own.passed
        ) as month,
        max(known) filter (
            where known.time_progress <= own.passed and known.completion_rate is not null
        ) as before,
        min(known) filter (
            where known.time_progress > own.passed and known.completion_rate is not null
        ) as after,
    from known
    cross join own
    group by known.campaign_id
),

counted as (
    select
        campaign_id,
        month,
        max(value) filter (where rate = 'filing') as filing_rate,
        max(numerator) filter (where rate = 'start') as started,
        max(denominator) filter (where rate = 'start') as planned_starts,
        max(value) filter (where rate = 'start') as start_rate,
        max(numerator) filter (where rate = 'completion') as completed,
        max(denominator) filter (where rate = 'completion') as planned_completions,
        max(value) filter (where rate = 'completion') as built_rate,
    from rate_months
    where scope = 'campaign'
    group by all
)

select
    campaigns.campaign_id,
    if($language = 'en', campaigns.short_name_en, campaigns.short_name_zh) as campaign,
    campaigns.campaign_id = $campaign as is_own,
    picked.campaign_id is not null as has_data,
    case
        when picked.before.time_progress = own.passed then picked.before.completion_rate
        when picked.after is not null
            then on_the_line(
                own.passed,
                coalesce(picked.before.time_progress, 0),
                coalesce(picked.before.completion_rate, 0),
                picked.after.time_progress,
                picked.after.completion_rate,
                picked.after.decimals
            )
    end as same_rate,
    ((same_rate - own.passed) * 100)::decimal(18, 4) as same_lead_points,
    if(picked.before.time_progress = own.passed, null, picked.after.month) as same_after,
    picked.month,
    known.time_progress,
    known.completion_rate,
    ((known.completion_rate - known.time_progress) * 100)::decimal(18, 4) as lead_points,
    known.invested_to_date_wanyuan,
    known.period_plan_wanyuan,
    known.projects,
    counted.filing_rate,
    counted.started,
    counted.planned_starts,
    counted.start_rate,
    counted.completed,
    counted.planned_completions,
    counted.built_rate,
    exact_ratio(known.period_plan_wanyuan, known.projects, 2) as plan_per_project_wanyuan,
    exact_ratio(known.invested_to_date_wanyuan, known.projects, 2) as invested_per_project_wanyuan,
    per_yiyuan(counted.started, known.period_plan_wanyuan, 2) as started_per_yi,
    per_yiyuan(counted.completed, known.period_plan_wanyuan, 2) as completed_per_yi,
from campaigns
cross join own
left join picked using (campaign_id)
left join known on known.campaign_id = campaigns.campaign_id and known.month = picked.month
left join counted on counted.campaign_id = campaigns.campaign_id and counted.month = picked.month
order by campaigns.position, campaigns.campaign_id
