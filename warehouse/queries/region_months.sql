-- region_months: the completion rate of every unit, month by month up to the chosen one.
-- grain: one row per contender and month with data; the rate is null where the unit did not file.
-- The units come in the order of the chosen month, as in `region_rates`.
-- params: $campaign, $month, $track, $language
select
    contenders.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    campaign_months.month,
    if(unit_months.filed_projects > 0, unit_months.completion_rate, null) as completion_rate,
from contenders
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
