-- total_changed: the total differs much from that of the list before.
-- severity: warning
-- column: total_investment_wanyuan
select row_id, total_investment_wanyuan as value, total_before_wanyuan as expected
from {batch}
where
    abs(total_investment_wanyuan - total_before_wanyuan)
    > $total_change_share * total_before_wanyuan
    and not is_slip(total_investment_wanyuan, total_before_wanyuan)
