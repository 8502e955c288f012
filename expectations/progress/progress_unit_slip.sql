-- progress_unit_slip: a cumulative amount is some 10⁴ or 10⁸ times the one before it, or a part of it.
-- severity: warning
-- column: invested_to_date_wanyuan
-- 万元 typed as 元 or 亿元, or 元 as 亿元.
select row_id, invested_to_date_wanyuan as value, to_date_before_wanyuan as expected
from {batch}
where is_unit_slip
