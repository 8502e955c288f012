-- place_unknown: an indicator of a place that the campaign does not know.
-- severity: warning
-- column: place
select row_id, place as value, null as expected
from {batch}
anti join places using (campaign_id, place)
