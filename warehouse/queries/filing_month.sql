-- filing_month: how the filing of every unit stands for one month, what needs doing first.
-- grain: one row per unit.
-- params: $campaign, $month, $track, $language
select
    board.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    board.state,
    board.first_received_at,
    board.days_late,
    board.row_count as taken_rows,
    nullif(board.returned_rows, 0) as returned_rows,
    board.completed_at,
    nullif(board.superseded, 0) as superseded,
from filing_board as board
join contenders using (campaign_id, track_id, unit_id)
where
    board.campaign_id = $campaign
    and board.month = $month
    and ($track = 'all' or board.track_id = $track)
order by
    list_position(
        ['missing', 'refused', 'incomplete', 'late', 'not_due', 'on_time', 'by_other'], board.state
    ),
    contenders.position
