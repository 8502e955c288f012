-- contacts: what each lead official owed the projects that he or she leads, and did, in a month.
-- grain: one row per unit and lead official. Contacts are days on which a project was seen.
-- params: $campaign, $month, $track, $language
-- `missing` counts only what was filed; of `unknown_projects` nothing was filed for the month.
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    contact_months.official,
    count(*) as projects,
    sum(contact_months.owed)::bigint as owed,
    sum(contact_months.contacts)::bigint as contacts,
    sum(contact_months.missing)::bigint as missing,
    count(*) filter (where contact_months.missing > 0) as projects_without,
    count(*) filter (where contact_months.missing is null) as unknown_projects,
    list(contact_months.project_name order by contact_months.project_code)
        filter (where contact_months.missing > 0) as projects_without_names,
    any_value(contact_reports.due_on) as report_due_on,
from contact_months
join contenders using (campaign_id, unit_id)
left join contact_reports using (campaign_id, month)
where
    contact_months.campaign_id = $campaign
    and contact_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
group by unit, contenders.position, contact_months.official
order by missing desc nulls last, contenders.position, contact_months.official
