-- editions: every edition of a campaign, and how many units stand otherwise today.
-- grain: one row per month and issue, the latest first; `is_in_force` marks the last issue of a
-- month. Marks are the first twelve digits of SHA-256: of the edition, of the one that it follows
-- and of the definition that it was published with.
-- params: $campaign
select
    editions.month,
    editions.issue,
    editions.is_in_force,
    editions.published_at,
    (
        select count(*)
        from edition_changes as changed
        where
            (changed.campaign_id, changed.month, changed.issue)
            = (editions.campaign_id, editions.month, editions.issue)
    ) as changed_units,
    editions.reason,
    nullif(regexp_extract_all(editions.left_out, '\d{4}-\d{2}'), []) as left_out,
    editions.filings,
    editions.snapshot_id,
    left(editions.definition_sha256, 12) as definition_mark,
    left(editions.sha256, 12) as edition_mark,
    left(editions.follows, 12) as follows_mark,
from editions
where editions.campaign_id = $campaign
order by editions.month desc, editions.issue desc
