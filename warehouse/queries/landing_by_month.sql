-- landing_by_month: the landing rate of a unit (or `all`) from month to month.
-- grain: one row per month with data up to $month.
-- params: $campaign, $month, $unit, $tier
select month, listed_in_period, landed_in_period, listed_now, landing_rate,
from landing_months
where campaign_id = $campaign and month <= $month and unit_id = $unit and tier = $tier
order by month
