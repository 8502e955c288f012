-- progress_over_total: more has been invested than the whole project is to cost.
-- severity: warning
-- column: invested_to_date_wanyuan
select
    row_id,
    greatest(invested_to_date_wanyuan, statistical_to_date_wanyuan) as value,
    total_investment_wanyuan as expected,
from {batch}
where
    greatest(invested_to_date_wanyuan, statistical_to_date_wanyuan) > total_investment_wanyuan
    and not is_unit_slip
