-- landing: the landing rate of every unit at a month's end, all of the track together first.
-- grain: one row per unit, and one without a name for all. Of a unit that filed no list: empty.
-- `required_rate` and `status` are those of the campaign's target for the unit, if it has one; of a
-- track there is none.
-- params: $campaign, $month, $track, $tier, $language
with units as (
    select landing_months.*, contenders.position,
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    from landing_months
    left join contenders using (campaign_id, unit_id)
    where
        campaign_id = $campaign
        and landing_months.month = $month
        and tier = $tier
        and if($track = 'all', true, contenders.track_id = $track)
),

track as (
    select
        'all' as unit_id,
        sum(listed_in_period)::int as listed_in_period,
        sum(landed_in_period)::int as landed_in_period,
        sum(landed_of_before)::int as landed_of_before,
        sum(listed_now)::int as listed_now,
        exact_ratio(
            sum(landed_in_period), sum(listed_in_period), any_value(campaigns.rate_decimals) + 2
        ) as landing_rate,
    from units
    join campaigns using (campaign_id)
    where $track != 'all'
    having count(*) > 0
),

rows as (
    from units
    union all by name
    from track
),

goals as (
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
        and $tier = 'all'
        and (target_months.unit_id is not null or $track = 'all')
    group by all
)

select
    rows.unit_id,
    rows.unit,
    rows.listed_in_period,
    rows.landed_in_period,
    rows.landed_of_before,
    rows.listed_now,
    rows.landing_rate,
    goals.required_rate,
    goals.status,
from rows
left join goals using (unit_id)
order by rows.unit_id != 'all', rows.position, rows.unit_id
