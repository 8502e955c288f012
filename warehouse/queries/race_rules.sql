-- race_rules: the light thresholds, the bottom and the bands of a campaign, each with its source.
-- grain: one row.
-- params: $campaign
select
    race_rules.green_score,
    race_rules.yellow_score,
    race_rules.bottom_size,
    race_rules.min_ranked,
    race_rules.band_draws,
    (race_rules.band_spread_share * 100)::decimal(18, 4) as band_spread_percent,
    (race_rules.band_middle_share * 100)::decimal(18, 4) as band_middle_percent,
    lights.clause as lights_clause,
    lights.is_ours as lights_ours,
    bottom.clause as bottom_clause,
    bottom.is_ours as bottom_ours,
    bands.clause as bands_clause,
    bands.is_ours as bands_ours,
from race_rules
join race_parts as lights
    on lights.campaign_id = race_rules.campaign_id and lights.part = 'unit_lights'
join race_parts as bottom
    on bottom.campaign_id = race_rules.campaign_id and bottom.part = 'bottom'
join race_parts as bands
    on bands.campaign_id = race_rules.campaign_id and bands.part = 'bands'
where race_rules.campaign_id = $campaign
