-- statistical_falls: the statistical figure is below the one filed before it.
-- severity: warning
-- column: statistical_to_date_wanyuan
select row_id, statistical_to_date_wanyuan as value, statistical_before_wanyuan as expected
from {batch}
where statistical_to_date_wanyuan < statistical_before_wanyuan
