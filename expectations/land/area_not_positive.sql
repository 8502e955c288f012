-- area_not_positive: a parcel has no area.
-- severity: warning
-- column: area_mu
select *, area_mu as value
from {batch}
where area_mu <= 0
