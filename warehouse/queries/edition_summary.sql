-- edition_summary: what has become of a month since it was published, in one row.
-- grain: one row, always. `state` says what there is to say; `unit` and its ranks are those of the
-- unit that moved furthest (of equals one whose own figures changed), `causing` the units whose own
-- figures changed. A month that was passed over when a later one was published is `left_out`.
-- params: $campaign, $month, $track, $language
with changed as (
    select
        coalesce(
            if($language = 'en', contenders.name_en, contenders.name_zh), changes.unit_id
        ) as unit,
        changes.published_rank,
        changes.restated_rank,
        changes.places_gained,
        changes.is_own,
        contenders.position,
    from edition_changes as changes
    join editions using (campaign_id, month, issue)
    left join contenders using (campaign_id, unit_id)
    where
        editions.is_in_force
        and changes.campaign_id = $campaign
        and changes.month = $month
        and ($track = 'all' or changes.track_id = $track)
),

furthest as (
    select *
    from changed
    order by abs(places_gained) desc nulls last, is_own desc, position
    limit 1
),

found as (
    select
        count(*) as changed_units,
        count(*) filter (where published_rank is distinct from restated_rank) as moved_units,
        list(unit order by position) filter (where is_own) as causing,
    from changed
),

issued as (
    select
        max(issue) filter (where month = $month and is_in_force) as issue,
        max(published_at) filter (where month = $month and is_in_force) as published_at,
        coalesce(bool_or(contains(left_out, $month)), false) as is_left_out,
    from editions
    where campaign_id = $campaign
)

select
    issued.issue,
    issued.published_at,
    found.changed_units,
    found.moved_units,
    found.causing,
    furthest.unit,
    furthest.published_rank,
    furthest.restated_rank,
    case
        when issued.issue is null and issued.is_left_out then 'left_out'
        when issued.issue is null then 'unpublished'
        when found.changed_units = 0 then 'unchanged'
        when furthest.places_gained != 0 then 'moved'
        when found.moved_units > 0 then 'in_or_out'
        else 'scores'
    end as state,
from issued
cross join found
left join furthest on true
