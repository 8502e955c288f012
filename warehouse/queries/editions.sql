-- editions: every edition of a campaign, and how many units stand otherwise today.
-- grain: one row per month and issue, in order; `is_in_force` marks the last issue of a month.
-- params: $campaign
select
    editions.month,
    editions.issue,
    editions.is_in_force,
    editions.published_at,
    editions.reason,
    editions.left_out,
    editions.filings,
    editions.snapshot_id,
    editions.sha256,
    editions.follows,
    (
        select count(*)
        from edition_changes as changed
        where
            (changed.campaign_id, changed.month, changed.issue)
            = (editions.campaign_id, editions.month, editions.issue)
    ) as changed_units,
from editions
where editions.campaign_id = $campaign
order by editions.month, editions.issue
