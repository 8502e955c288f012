-- unit_rates: filing, start, completion (竣工) and on-time rate of every unit, side by side.
-- grain: one row per unit, after those of the campaign and (where there are several) of the tracks.
-- `…_counts` are the two numbers of a rate: empty where there is nothing to count, or nothing known.
-- params: $campaign, $month, $track, $language
with named as (
    select
        rates.scope,
        coalesce(
            if($language = 'en', contenders.name_en, contenders.name_zh),
            if($language = 'en', tracks.name_en, tracks.name_zh),
            if($language = 'en', campaigns.short_name_en, campaigns.short_name_zh)
        ) as unit,
        tracks.position as track_position,
        contenders.position,
        rates.rate,
        rates.value,
        rates.numerator || ' / ' || nullif(rates.denominator, 0) as counts,
    from rate_months as rates
    join campaigns using (campaign_id)
    left join tracks using (campaign_id, track_id)
    left join contenders using (campaign_id, track_id, unit_id)
    where
        rates.campaign_id = $campaign
        and rates.month = $month
        and ($track = 'all' or rates.track_id = $track)
        and (
            rates.scope != 'track'
            or (
                select count(distinct own.track_id)
                from rate_months as own
                where own.campaign_id = $campaign and own.month = $month
            ) > 1
        )
)

select
    unit,
    scope,
    any_value(value) filter (where rate = 'filing') as filing_rate,
    any_value(counts) filter (where rate = 'filing') as filing_counts,
    any_value(value) filter (where rate = 'start') as start_rate,
    any_value(counts) filter (where rate = 'start') as start_counts,
    any_value(value) filter (where rate = 'completion') as finished_rate,
    any_value(counts) filter (where rate = 'completion') as finished_counts,
    any_value(value) filter (where rate = 'on_time') as on_time_rate,
    any_value(counts) filter (where rate = 'on_time') as on_time_counts,
from named
group by unit, scope, track_position, position
order by track_position nulls first, position nulls first
