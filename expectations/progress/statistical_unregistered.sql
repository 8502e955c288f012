-- statistical_unregistered: a figure of the statistics office, and the project is not registered there.
-- severity: info
-- column: registered_in_statistics
select row_id, statistical_to_date_wanyuan as value, null as expected
from {batch}
where statistical_to_date_wanyuan > 0 and not registered_in_statistics
