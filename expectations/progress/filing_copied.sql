-- filing_copied: a whole filing states the amounts of the month before.
-- severity: warning
-- column: invested_to_date_wanyuan
-- One row for the filing, its first: of how many rows, how many are the same.
select row_id, same_rows as value, comparable_rows as expected
from {batch}
join copies using (row_id)
where
    comparable_rows >= $copied_rows_from
    and same_rows >= $copied_share * comparable_rows
