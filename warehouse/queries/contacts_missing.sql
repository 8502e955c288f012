-- contacts_missing: the projects whose lead official was not seen there often enough in a month.
-- grain: one row per project. `missing` is null where nothing was filed for the month: not known, not none.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    contact_months.official,
    contact_months.project_name,
    contact_months.project_code,
    contact_months.owed,
    contact_months.contacts,
    contact_months.by_others,
    contact_months.missing,
    contact_months.is_filed,
    not contact_months.is_filed as is_not_filed,
    contact_months.source_file,
    contact_months.source_sheet,
    contact_months.source_row,
from contact_months
join contenders using (campaign_id, unit_id)
where
    contact_months.campaign_id = $campaign
    and contact_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
    and coalesce(contact_months.missing > 0, true)
order by contenders.position, contact_months.official, contact_months.project_code
