-- edition_of_month: whether a month is published, and how many units stand otherwise today.
-- grain: one row, also where the month is not published: then `issue` is null.
-- params: $campaign, $month, $track
select
    max(editions.issue) as issue,
    max(editions.published_at) as published_at,
    (
        select count(*)
        from edition_changes as changed
        join editions as own using (campaign_id, month, issue)
        where
            own.is_in_force
            and changed.campaign_id = $campaign
            and changed.month = $month
            and ($track = 'all' or changed.track_id = $track)
    ) as changed_units,
from editions
where
    editions.campaign_id = $campaign and editions.month = $month and editions.is_in_force
