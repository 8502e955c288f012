-- area_not_positive: a parcel has no area.
-- severity: warning
-- column: area_mu
select row_id, area_mu as value, null as expected
from {batch}
where area_mu <= 0
