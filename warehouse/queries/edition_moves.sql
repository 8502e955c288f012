-- edition_moves: whose rank is another today than published, of those ranked then and now.
-- grain: one row per unit, in the order of today's ranks.
-- params: $campaign, $month, $track, $language
select
    coalesce(
        if($language = 'en', contenders.name_en, contenders.name_zh), changed.unit_id
    ) as unit,
    changed.published_rank,
    changed.restated_rank,
    changed.places_gained,
from edition_changes as changed
join editions using (campaign_id, month, issue)
left join contenders using (campaign_id, unit_id)
where
    editions.is_in_force
    and changed.places_gained != 0
    and changed.campaign_id = $campaign
    and changed.month = $month
    and ($track = 'all' or changed.track_id = $track)
order by changed.restated_rank, contenders.position, changed.unit_id
