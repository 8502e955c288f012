-- filing_rates: how many of the filings expected for a month came, came on time, are complete.
-- grain: one row per campaign, month of it and scope (campaign, track); a campaign has no track.
-- On time and filed ÷ expected, of units, whole and exact; of nothing expected there is no rate. A
-- filing is on time by its first arrival of which something was taken, returned rows or not.
-- needs: campaigns, filing_board
with counted as (
    select
        campaign_id,
        month,
        if(grouping(track_id) = 1, 'campaign', 'track') as scope,
        track_id,
        bool_and(is_over) as is_over,
        count(*) filter (where is_expected) as expected,
        count(*) filter (where is_expected and is_on_time) as on_time,
        count(*) filter (where is_expected and first_received_at is not null) as filed,
        count(*) filter (
            where is_expected and first_received_at is not null and returned_rows = 0
        ) as complete,
    from filing_board
    group by campaign_id, month, grouping sets ((), (track_id))
)

select
    counted.*,
    exact_ratio(on_time, expected, campaigns.rate_decimals + 2) as on_time_filing_rate,
    exact_ratio(filed, expected, campaigns.rate_decimals + 2) as filed_rate,
from counted
join campaigns using (campaign_id)
