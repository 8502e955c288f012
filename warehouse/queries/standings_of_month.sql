-- standings_of_month: the month's table of the race as people take it away, tracks one below the
-- other, units that have no rank at the end of theirs.
-- grain: one row per contender.
-- params: $campaign, $month, $language
select
    if($language = 'en', campaigns.name_en, campaigns.name_zh) as campaign,
    standings.month,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    standings.rank,
    standings.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    standings.score,
    standings.light,
    standings.movement,
    standings.streak,
    rank_bands.best_rank,
    rank_bands.worst_rank,
    standings.deducted,
    unit_months.period_plan_wanyuan,
    unit_months.invested_to_date_wanyuan,
    unit_months.completion_rate,
    unit_months.lead_points,
    standings.state,
from standings
join campaigns using (campaign_id)
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
left join unit_months using (campaign_id, month, unit_id)
left join rank_bands using (campaign_id, month, track_id, unit_id)
where standings.campaign_id = $campaign and standings.month = $month
order by tracks.position, standings.rank nulls last, contenders.position
