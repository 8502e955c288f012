-- completion_planned_outside: a completion is planned for a day outside the campaign.
-- severity: warning
-- column: planned_completion
select
    row_id,
    planned_completion as value,
    starts_on::varchar || ' – ' || ends_on::varchar as expected,
from {batch}
join campaigns using (campaign_id)
where category = 'completion' and planned_completion not between starts_on and ends_on
