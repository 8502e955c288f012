-- filed_indicators: the indicators that the race scores; one that nobody in the track has is not out yet and left out.
-- grain: one row per month, unit and indicator; of all months where $month is null.
-- params: $campaign, $month
select
    month,
    unit_id,
    indicator,
    value_percent as value,
from indicator_months
where campaign_id = $campaign and ($month is null or month = $month) and is_out
