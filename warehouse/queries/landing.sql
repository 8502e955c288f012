-- landing: the landing rate of every unit at a month's end, all together first.
-- grain: one row per unit, and one without a name for all. Of a unit that filed no list: empty.
-- params: $campaign, $month, $tier, $language
select
    landing_months.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    landing_months.listed_in_period,
    landing_months.landed_in_period,
    landing_months.landed_of_before,
    landing_months.listed_now,
    landing_months.landing_rate,
from landing_months
left join contenders using (campaign_id, unit_id)
where
    landing_months.campaign_id = $campaign
    and landing_months.month = $month
    and landing_months.tier = $tier
order by landing_months.unit_id != 'all', contenders.position, landing_months.unit_id
