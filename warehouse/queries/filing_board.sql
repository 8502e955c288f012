-- filing_board: how every unit's filings stand, month by month, as the heat map shows them.
-- grain: one row per unit and month for which something has come or the deadline is over.
-- params: $campaign, $track, $language
select
    board.month,
    board.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    board.state,
    board.first_received_at,
    board.days_late,
    board.returned_rows,
    board.superseded,
from filing_board as board
join contenders using (campaign_id, track_id, unit_id)
join campaign_months using (campaign_id, month)
where
    board.campaign_id = $campaign
    and ($track = 'all' or board.track_id = $track)
    and (campaign_months.has_data or board.is_over)
order by contenders.position, board.month
