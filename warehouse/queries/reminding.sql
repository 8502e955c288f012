-- reminding: what the reminders of a day are about: which months, and whether any more are to come.
-- grain: one row. `overdue_month` is the latest one whose deadline is over; `coming_month` the one
-- that units are reminded of before, and `next_on` when that is the next time. `about` lists what of
-- it there is to say: `ahead` before anything falls due, `ended` once nothing does any more.
-- params: $campaign, $today
with days as (
    select
        max(month) filter (where filing_due_on < $today) as overdue_month,
        max(filing_due_on) filter (where filing_due_on < $today) as overdue_due_on,
        min(month) filter (where $today between remind_from_on and filing_due_on) as coming_month,
        min(filing_due_on) filter (where $today between remind_from_on and filing_due_on)
            as coming_due_on,
        min(remind_from_on) filter (where remind_from_on > $today) as next_on,
        max(filing_due_on) < $today as ended,
    from campaign_months
    where campaign_id = $campaign
)

select
    *,
    overdue_month as ended_month,
    overdue_due_on as ended_due_on,
    next_on as ahead_due_on,
    null::varchar as ahead_month,
    case
        when ended then ['ended']
        when overdue_month is null and coming_month is null then ['ahead']
        else list_filter(
            [if(coming_month is null, '', 'coming'), if(overdue_month is null, '', 'overdue')],
            lambda one: one != ''
        )
    end as about,
    (select max(received_at) from filings where campaign_id = $campaign) as last_received_at,
from days
