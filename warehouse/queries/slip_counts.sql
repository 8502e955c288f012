-- slip_counts: what was sent back to each unit, how much of it is mended, and what is to be checked.
-- grain: one row per unit and month with any item, in order of what is open, most first.
-- params: $campaign
select
    slip_items.filed_by as unit_id,
    slip_items.month,
    count(*) filter (where slip_items.must_be_mended) as returned,
    count(*) filter (where slip_items.must_be_mended and slip_items.closed_at is not null) as mended,
    count(*) filter (where slip_items.must_be_mended and slip_items.closed_at is null) as still_open,
    count(*) filter (where not slip_items.must_be_mended) as to_check,
    min(slip_items.opened_at) filter (where slip_items.closed_at is null) as open_since,
from slip_items
where slip_items.campaign_id = $campaign
group by all
order by still_open desc, to_check desc, month, unit_id
