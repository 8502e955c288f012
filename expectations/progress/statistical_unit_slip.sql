-- statistical_unit_slip: the statistical figure is in another unit than the reported one.
-- severity: warning
-- column: statistical_to_date_wanyuan
select row_id, statistical_to_date_wanyuan as value, invested_to_date_wanyuan as expected
from {batch}
where is_slip(statistical_to_date_wanyuan, invested_to_date_wanyuan)
