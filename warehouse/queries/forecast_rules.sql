-- forecast_rules: how a campaign's forecasts are made.
-- grain: one row.
-- params: $campaign
select
    pace_months,
    pace_at_most,
    interval_level,
    clause,
    is_ours,
from forecast_rules
where campaign_id = $campaign
