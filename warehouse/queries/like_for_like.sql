-- like_for_like: each unit's completion rate against what others would have reached with its mix.
-- grain: one row per contender with a plan, the furthest above its mix first, those that did not file
-- the month and those that cannot be compared last.
-- params: $campaign, $month, $track, $language
select
    contenders.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    compared.own_rate,
    compared.expected_rate,
    compared.difference_points,
    abs(compared.difference_points)::decimal(18, 4) as difference_size_points,
    unit_months.completion_rate,
    unit_months.lead_points,
    compared.compared_share,
    compared.state as compared_state,
    case
        when compared.state = 'not_filed' then 'not_filed'
        when compared.difference_points > 0 then 'above'
        when compared.difference_points < 0 then 'below'
        when compared.difference_points = 0 then 'level'
        else 'left_out'
    end as verdict,
    if($language = 'en', tracks.name_en, tracks.name_zh) as track,
    unit_months.filed_projects,
    unit_months.projects,
from like_for_like_months as compared
join unit_months using (campaign_id, month, track_id, unit_id)
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
where
    compared.campaign_id = $campaign
    and compared.month = $month
    and ($track = 'all' or compared.track_id = $track)
order by
    tracks.position,
    compared.state != 'compared',
    compared.difference_points desc nulls last,
    contenders.position
