-- completion_by_label: the completion rate of each domain or category against time progress.
-- grain: one row per label of that kind ('domain' or 'category') that has projects; `label` is
-- null for what was filed as totals only.
-- params: $campaign, $month, $track, $kind, $language
with parts as (
    select
        if($kind = 'domain', domain, category) as label_id,
        sum(projects)::bigint as projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    from investment_months
    where campaign_id = $campaign and month = $month and ($track = 'all' or track_id = $track)
    group by label_id
)

select
    coalesce(if($language = 'en', labels.name_en, labels.name_zh), parts.label_id) as label,
    parts.projects,
    parts.period_plan_wanyuan,
    parts.invested_to_date_wanyuan,
    exact_ratio(
        parts.invested_to_date_wanyuan, parts.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as completion_rate,
    campaign_months.time_progress,
from parts
cross join campaigns
join campaign_months using (campaign_id)
left join labels
    on labels.campaign_id = $campaign and labels.kind = $kind and labels.id = parts.label_id
where campaigns.campaign_id = $campaign and campaign_months.month = $month
order by labels.position nulls last, parts.label_id nulls last
