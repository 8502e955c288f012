-- indicators: the indicators that each unit has filed, with the value that it filed last.
-- grain: one row per unit that files, place and indicator.
-- params: $campaign, $month
select
    filed_by,
    place,
    indicator,
    arg_max(value_percent, month) as last_value_percent,
from indicators
where campaign_id = $campaign and month < $month
group by filed_by, place, indicator
order by filed_by, arg_max(source_row, month), place, indicator
