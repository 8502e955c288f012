-- unit_courses: how far each unit's investment and its plan had come, month by month.
-- grain: one row per contender and month with data up to the chosen one. Both rates are shares of the
-- period plan. Where the month was not filed, `is_filed` is false and the rate is carried. The units
-- come in the order of the chosen month.
-- params: $campaign, $month, $track, $language
select
    contenders.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    campaign_months.month,
    exact_ratio(
        unit_months.planned_to_date_wanyuan,
        unit_months.period_plan_wanyuan,
        campaigns.rate_decimals + 2
    ) as planned_rate,
    unit_months.completion_rate,
    coalesce(unit_months.filed_projects > 0, false) as is_filed,
from contenders
join campaigns using (campaign_id)
join campaign_months using (campaign_id)
left join unit_months
    on unit_months.campaign_id = $campaign
    and unit_months.month = campaign_months.month
    and unit_months.unit_id = contenders.unit_id
left join unit_months as chosen
    on chosen.campaign_id = $campaign
    and chosen.month = $month
    and chosen.unit_id = contenders.unit_id
where
    contenders.campaign_id = $campaign
    and ($track = 'all' or contenders.track_id = $track)
    and campaign_months.has_data
    and campaign_months.month <= $month
order by
    chosen.completion_rate desc nulls last,
    contenders.position,
    campaign_months.month
