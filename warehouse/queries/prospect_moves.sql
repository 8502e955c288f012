-- prospect_moves: entries and exits up to a month, the latest first.
-- grain: one row per move.
-- params: $campaign, $month, $track, $unit, $language
select
    prospect_moves.month,
    prospect_moves.move,
    prospect_moves.moved_on,
    prospect_moves.prospect_id,
    prospects.prospect_name,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    prospect_moves.reason,
    prospect_moves.problem,
    if($language = 'en', earlier.name_en, earlier.name_zh) as earlier_unit,
    prospect_moves.earlier_listed_on,
    prospect_moves.source_file,
    prospect_moves.source_sheet,
    prospect_moves.source_row,
from prospect_moves
join prospects using (campaign_id, prospect_id, source_file, source_sheet, source_row)
left join contenders
    on contenders.campaign_id = prospect_moves.campaign_id
    and contenders.unit_id = prospect_moves.unit_id
left join contenders as earlier
    on earlier.campaign_id = prospect_moves.campaign_id
    and earlier.unit_id = prospect_moves.earlier_unit_id
where
    prospect_moves.campaign_id = $campaign
    and prospect_moves.month <= $month
    and ($unit in ('all', prospect_moves.unit_id, prospect_moves.earlier_unit_id))
    and ($track = 'all' or contenders.track_id = $track)
order by
    prospect_moves.month desc,
    prospect_moves.moved_on desc,
    contenders.position,
    prospect_moves.prospect_id,
    prospect_moves.move
