-- target_units: what each contender adds to a target of the whole.
-- grain: one row per contender with rows behind it. Of counts and sums the values add up to the
-- target's; of a rate the numerators and denominators do.
-- params: $campaign, $month, $target, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    contenders.unit_id,
    target_values.value,
    target_values.numerator,
    target_values.denominator,
    target_values.rows_behind,
from target_values
join contenders using (campaign_id, unit_id)
where
    target_values.campaign_id = $campaign
    and target_values.month = $month
    and target_values.target_id = $target
    and target_values.rows_behind > 0
order by contenders.position
