-- campaigns_course: how far every campaign had come, month by month, by the share of its time.
-- grain: one row per campaign and month with data, campaigns in the order in which they are offered,
-- months in order; of the campaign that is chosen none after the chosen month.
-- params: $campaign, $month, $language
select
    campaigns.campaign_id,
    if($language = 'en', campaigns.short_name_en, campaigns.short_name_zh) as campaign,
    campaigns.campaign_id = $campaign as is_own,
    unit_months.month,
    any_value(campaign_months.time_progress) as time_progress,
    sum(unit_months.period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
    sum(unit_months.invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    exact_ratio(
        sum(unit_months.invested_to_date_wanyuan),
        sum(unit_months.period_plan_wanyuan),
        any_value(campaigns.rate_decimals) + 2
    ) as completion_rate,
from unit_months
join campaigns using (campaign_id)
join campaign_months using (campaign_id, month)
where unit_months.campaign_id != $campaign or unit_months.month <= $month
group by all
having completion_rate is not null
order by any_value(campaigns.position), campaigns.campaign_id, unit_months.month
