-- standings_summary: the lights of a month, who leads, and who stays at the bottom.
-- grain: one row, also where nobody is ranked; `leaders` and `stuck` are lists of names.
-- params: $campaign, $month, $track, $language
select
    count(standings.rank) as ranked,
    coalesce(count_if(standings.rank is not null and standings.light = 'green'), 0)::bigint as green,
    coalesce(count_if(standings.rank is not null and standings.light = 'yellow'), 0)::bigint as yellow,
    coalesce(count_if(standings.rank is not null and standings.light = 'red'), 0)::bigint as red,
    list(
        if($language = 'en', contenders.name_en, contenders.name_zh) order by contenders.position
    ) filter (standings.rank = 1) as leaders,
    max(standings.score) filter (standings.rank = 1) as leading_score,
    min(standings.score) filter (standings.rank is not null) as last_score,
    leading_score - last_score as spread_score,
    list(
        if($language = 'en', contenders.name_en, contenders.name_zh)
        order by standings.streak desc, contenders.position
    ) filter (standings.streak >= 2) as stuck,
from standings
join contenders using (campaign_id, track_id, unit_id)
where
    standings.campaign_id = $campaign
    and standings.month = $month
    and ($track = 'all' or standings.track_id = $track)
