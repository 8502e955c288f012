-- overview: every campaign at a glance: the chosen one first and in the month chosen, the others in
-- their latest month with data.
-- grain: one row per campaign; of one without data only its names and its first day are known.
-- `lead_state` says in one word how it stands. `todo_cases` and `overdue_cases` are of all tracks.
-- params: $campaign, $month, $language
with shown as (
    from overview_months
    where if(campaign_id = $campaign, month = $month, is_latest)
),

todo as (
    select
        campaign_id,
        sum(cases)::bigint as todo_cases,
        sum(overdue_cases)::bigint as overdue_cases,
    from todo_months
    join shown using (campaign_id, month)
    group by campaign_id
),

received as (
    select campaign_id, max(received_at) as last_received_at from filings group by campaign_id
)

select
    campaigns.campaign_id,
    if($language = 'en', campaigns.short_name_en, campaigns.short_name_zh) as campaign,
    campaigns.rate_decimals,
    campaigns.is_synthetic,
    campaigns.start_on,
    shown.* exclude (campaign_id),
    stand(completion_rate, time_progress) as lead_state,
    abs(lead_points) as lead_size_points,
    coalesce(todo.todo_cases, 0) as todo_cases,
    coalesce(todo.overdue_cases, 0) as overdue_cases,
    received.last_received_at,
from campaigns
left join shown using (campaign_id)
left join todo using (campaign_id)
left join received using (campaign_id)
order by campaigns.campaign_id != $campaign, campaigns.position, campaigns.campaign_id
