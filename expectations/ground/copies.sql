-- copies: how many rows of a filing of progress state the amounts of the month before.
-- needs: progress
-- grain: one row per filing and month that can be compared; `row_id` is its first row.
select
    min(row_id) as row_id,
    count_if(is_comparable) as comparable_rows,
    count_if(is_comparable and is_copied) as same_rows,
from progress
group by campaign_id, filed_by, month
having comparable_rows > 0
