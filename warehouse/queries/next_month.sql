-- next_month: how far every unit is from leaving the bottom, and from its next light.
-- grain: one row per contender; none for the campaign's last month. The others' scores as they are.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    next_month.unit_id,
    standings.rank,
    standings.score,
    standings.light,
    standings.streak,
    next_month.next_streak,
    next_month.score_to_leave,
    next_month.points_to_leave,
    next_month.next_light,
    next_month.next_light_score,
    next_month.points_to_next_light,
from next_month
join standings using (campaign_id, month, track_id, unit_id)
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
where
    next_month.campaign_id = $campaign
    and next_month.month = $month
    and ($track = 'all' or next_month.track_id = $track)
order by tracks.position, standings.rank nulls last, contenders.position
