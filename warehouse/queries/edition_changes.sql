-- edition_changes: who stands otherwise today than a month's last issue says.
-- grain: one row per unit, the first of a track as it is today first.
-- params: $campaign, $month, $track, $language
select
    changed.unit_id,
    coalesce(
        if($language = 'en', contenders.name_en, contenders.name_zh), changed.unit_id
    ) as unit,
    changed.published_rank,
    changed.restated_rank,
    changed.places_gained,
    changed.published_score,
    changed.restated_score,
    changed.score_change,
    changed.published_light,
    changed.restated_light,
    changed.published_streak,
    changed.restated_streak,
    changed.is_own,
from edition_changes as changed
join editions using (campaign_id, month, issue)
left join contenders using (campaign_id, unit_id)
left join tracks on tracks.campaign_id = $campaign and tracks.track_id = changed.track_id
where
    editions.is_in_force
    and changed.campaign_id = $campaign
    and changed.month = $month
    and ($track = 'all' or changed.track_id = $track)
order by tracks.position, changed.restated_rank nulls last, contenders.position, changed.unit_id
