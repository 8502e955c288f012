-- template_units: the units that there are templates for, and how many tables each fills in.
-- grain: one row per unit that files, in order; the office is of all tracks.
-- params: $campaign, $month, $track, $language
select
    filers.unit_id,
    if($language = 'en', filers.name_en, filers.name_zh) as unit,
    count(*) as tables,
from template_tables
join filers using (campaign_id, unit_id)
where
    template_tables.campaign_id = $campaign
    and template_tables.month = $month
    and ($track = 'all' or filers.track_id = $track)
group by all
order by any_value(filers.position)
