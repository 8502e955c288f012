-- prospect_twice: a prospect stands on the current lists of two filing units.
-- severity: critical
-- column: prospect_id
select row_id, prospect_id as value, null as expected
from {batch}
where is_latest
qualify count(distinct filed_by) over (partition by campaign_id, prospect_id) > 1
