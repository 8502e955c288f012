-- units_of_month: how far every contender has come by a month, and how it stands.
-- grain: one row per contender, those with no data too.
-- params: $campaign, $month, $track, $language
select
    contenders.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    standings.rank,
    standings.score,
    standings.light,
    standings.streak,
    unit_months.completion_rate,
    unit_months.schedule_attainment,
    unit_months.invested_to_date_wanyuan,
    unit_months.period_plan_wanyuan,
from contenders
join tracks using (campaign_id, track_id)
left join (select * from standings where month = $month) as standings
    using (campaign_id, track_id, unit_id)
left join (select * from unit_months where month = $month) as unit_months
    using (campaign_id, track_id, unit_id)
where contenders.campaign_id = $campaign and ($track = 'all' or contenders.track_id = $track)
order by tracks.position, contenders.position
