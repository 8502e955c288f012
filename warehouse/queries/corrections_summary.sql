-- corrections_summary: how much of a month's filings was corrected, and how much is put right.
-- grain: one row. `filings` took the place of earlier ones; of known errors all of the campaign.
-- params: $campaign, $month, $track
with corrected as (
    select superseded.filing_id
    from superseded_filings as superseded
    left join contenders
        on contenders.campaign_id = superseded.campaign_id
        and contenders.unit_id = superseded.filed_by
    where
        superseded.campaign_id = $campaign
        and superseded.month = $month
        and ($track = 'all' or contenders.track_id is null or contenders.track_id = $track)
),

changes as (
    select differences.change
    from filing_differences as differences
    semi join corrected using (filing_id)
    where differences.month = $month
),

known as (
    select state from known_errors where campaign_id = $campaign
)

select
    (select count(*) from corrected) as filings,
    (select count(*) from changes where change = 'added') as rows_added,
    (select count(*) from changes where change = 'dropped') as rows_dropped,
    (select count(*) from changes where change = 'changed') as values_changed,
    (select count(*) from known where state = 'applied') as applied,
    (select count(*) from known where state != 'applied') as not_applied,
