-- area_implausible: a parcel is larger than any: square metres typed as mu.
-- severity: warning
-- column: area_mu
select row_id, area_mu as value, $parcel_mu as expected
from {batch}
where area_mu > $parcel_mu
