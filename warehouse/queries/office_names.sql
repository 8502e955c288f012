-- office_names: the names under which the office, or the place as a whole, files its figures.
-- grain: one row per name in the reader's language.
-- params: $campaign, $language
select name
from target_places
where
    campaign_id = $campaign
    and unit_id is null
    and not regexp_matches(name, '[0-9]')
    and regexp_matches(name, '\p{Han}') = ($language != 'en')
order by len(name), name
