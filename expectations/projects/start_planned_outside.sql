-- start_planned_outside: a new start is planned for a day outside the campaign.
-- severity: warning
-- column: planned_start
select
    row_id,
    planned_start as value,
    starts_on::varchar || ' – ' || ends_on::varchar as expected,
from {batch}
join campaigns using (campaign_id)
where category = 'new_start' and planned_start not between starts_on and ends_on
