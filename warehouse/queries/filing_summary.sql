-- filing_summary: how many filed for the month, and who has not, came late or has rows returned.
-- grain: one row; lists are of names in the order of the definition, empty where there are none.
-- params: $campaign, $month, $track, $language
with named as (
    select
        board.*,
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
    from filing_board as board
    join contenders using (campaign_id, track_id, unit_id)
    where
        board.campaign_id = $campaign
        and board.month = $month
        and ($track = 'all' or board.track_id = $track)
)

select
    if(any_value(rates.expected) = 0, 'nobody', if(any_value(rates.is_over), 'over', 'open'))
        as state,
    any_value(rates.expected) as expected,
    any_value(rates.on_time) as on_time,
    any_value(rates.on_time_filing_rate) as on_time_filing_rate,
    any_value(named.filing_due_on) as due_on,
    (select max(received_at) from filings where campaign_id = $campaign) as last_received_at,
    coalesce(list(unit order by position) filter (where named.state = 'missing'), []) as missing,
    coalesce(list(unit order by position) filter (where named.state = 'not_due'), []) as not_due,
    coalesce(list(unit order by position) filter (where named.state = 'refused'), []) as refused,
    coalesce(
        list(unit order by position) filter (where named.state = 'incomplete'), []
    ) as incomplete,
    coalesce(
        list(unit order by position) filter (where is_expected and not is_on_time), []
    ) as late,
from named
join filing_rates as rates
    on rates.campaign_id = $campaign
    and rates.month = $month
    and if($track = 'all', rates.scope = 'campaign', rates.track_id = $track)
