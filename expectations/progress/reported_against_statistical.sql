-- reported_against_statistical: what is reported and what the statistics office counts are far apart.
-- severity: warning
-- column: statistical_to_date_wanyuan
select row_id, statistical_to_date_wanyuan as value, invested_to_date_wanyuan as expected
from {batch}
where
    abs(statistical_to_date_wanyuan - invested_to_date_wanyuan)
    > $statistical_gap_share * invested_to_date_wanyuan
    and not is_slip(statistical_to_date_wanyuan, invested_to_date_wanyuan)
