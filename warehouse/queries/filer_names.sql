-- filer_names: all that may file in a campaign, the office included, by name.
-- grain: one row per unit; the office has no track.
-- params: $campaign, $language
select unit_id, if($language = 'en', name_en, name_zh) as unit, track_id,
from filers
where campaign_id = $campaign
order by position
