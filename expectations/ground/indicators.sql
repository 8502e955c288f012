-- indicators: every value, with the one of the month before.
select
    *,
    lag(value_percent) over (
        partition by campaign_id, filed_by, place, indicator order by month, row_id
    ) as value_before_percent,
from ({rows})
