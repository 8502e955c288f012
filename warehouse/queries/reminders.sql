-- reminders: whose filing has to be reminded of on a day: not there, refused, or with rows returned.
-- grain: one row per unit and month, of two months at most: the one that falls due (from the day on
-- that the definition says) and the latest one whose deadline is over. What is longer overdue is
-- named beside it, and does not bring a unit onto the list: figures to date have replaced it.
-- params: $campaign, $today, $track
-- A snapshot has no clock: the day is the asker's. What has come is what the snapshot knows.
with months as (
    select
        max(month) filter (where filing_due_on < $today) as overdue,
        min(month) filter (where $today between remind_from_on and filing_due_on) as coming,
    from campaign_months
    where
        campaign_id = $campaign
        and exists (
            from filing_board as board
            where
                board.campaign_id = campaign_months.campaign_id
                and board.month = campaign_months.month
                and board.is_expected
        )
),

open as (
    select *, if(state in ('missing', 'not_due'), 'not_filed', state) as open_state
    from filing_board
    where
        campaign_id = $campaign
        and is_expected
        and state in ('missing', 'not_due', 'refused', 'incomplete')
)

select
    campaigns.short_name_zh as campaign_zh,
    campaigns.short_name_en as campaign_en,
    open.unit_id,
    contenders.name_zh as unit_zh,
    contenders.name_en as unit_en,
    open.month,
    open.filing_due_on as due_on,
    date_diff('day', open.filing_due_on, $today::date) as days_over,
    open.open_state as state,
    open.returned_rows,
    open.returned_tables,
    coalesce(
        (
            select list(earlier.month order by earlier.month)
            from open as earlier
            where earlier.unit_id = open.unit_id and earlier.month < open.month
        ),
        []
    ) as earlier_months,
from open
join months on open.month in (months.overdue, months.coming)
join campaigns using (campaign_id)
join contenders using (campaign_id, track_id, unit_id)
where $track = 'all' or open.track_id = $track
order by open.month desc, contenders.position
