-- landing: the landing rate of every unit at a month's end, all together first.
-- grain: one row per unit, and one without a name for all. Of a unit that filed no list: empty.
-- `required_rate` and `status` are those of the campaign's target for the unit, if it has one.
-- params: $campaign, $month, $tier, $language
select
    landing_months.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    landing_months.listed_in_period,
    landing_months.landed_in_period,
    landing_months.landed_of_before,
    landing_months.listed_now,
    landing_months.landing_rate,
    goals.required_rate,
    goals.status,
from landing_months
left join contenders using (campaign_id, unit_id)
left join (
    select
        coalesce(target_months.unit_id, 'all') as unit_id,
        any_value((target_months.required / 100)::decimal(18, 6) order by targets.position)
            as required_rate,
        any_value(target_months.status order by targets.position) as status,
    from target_months
    join targets using (campaign_id, target_id)
    where
        target_months.campaign_id = $campaign
        and target_months.month = $month
        and target_months.is_current
        and targets.kind = 'landing_rate'
        and len(targets.tiers) = 0
    group by all
) as goals
    on goals.unit_id = landing_months.unit_id and landing_months.tier = 'all'
where
    landing_months.campaign_id = $campaign
    and landing_months.month = $month
    and landing_months.tier = $tier
order by landing_months.unit_id != 'all', contenders.position, landing_months.unit_id
