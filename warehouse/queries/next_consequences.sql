-- next_consequences: what one more month with the same rank and light would lead to.
-- grain: one row per unit and consequence; `is_new`: this month has not led to it. None for the
-- campaign's last month.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    next_consequences.unit_id,
    next_consequences.consequence_id,
    consequences.kind,
    if($language = 'en', consequences.when_en, consequences.when_zh) as why,
    if($language = 'en', consequences.action_en, consequences.action_zh) as action,
    if($language = 'en', consequences.by_en, consequences.by_zh) as done_by,
    if($language = 'en', consequences.to_en, consequences.to_zh) as done_to,
    consequences.clause,
    consequences.is_ours,
    next_consequences.streak,
    next_consequences.light,
    next_consequences.rank,
    next_consequences.is_new,
from next_consequences
join consequences using (campaign_id, consequence_id)
join contenders using (campaign_id, track_id, unit_id)
join tracks using (campaign_id, track_id)
where
    next_consequences.campaign_id = $campaign
    and next_consequences.month = $month
    and ($track = 'all' or next_consequences.track_id = $track)
order by tracks.position, contenders.position, next_consequences.is_new desc, consequences.position
