-- led_months: what lead officials did for the projects that they lead, in each month.
-- grain: one row per campaign, month with data and project that has a lead official.
-- needs: campaign_months, contacts, lists, project_months, projects, slots
-- A contact is a day on which an official saw the project; days by the lead official and by others
-- are counted apart. Null where the unit that lists the project filed no contacts for the month.
with led as (
    select
        lists.campaign_id,
        lists.month,
        project_months.unit_id,
        lists.filed_by,
        projects.project_code,
        projects.project_name,
        projects.lead_official as official,
        project_months.is_completed,
        projects.source_file,
        projects.source_sheet,
        projects.source_row,
    from lists
    join projects using (filing_id)
    join project_months
        on project_months.campaign_id = lists.campaign_id
        and project_months.month = lists.month
        and project_months.project_code = projects.project_code
    where
        lists.table_name = 'projects'
        and projects.lead_official is not null
        and project_months.has_data
),

seen as (
    select
        led.campaign_id,
        led.month,
        led.project_code,
        count(distinct contacts.contacted_on) filter (where contacts.official = led.official)
            as contacts,
        count(distinct contacts.contacted_on) filter (where contacts.official != led.official)
            as other_contacts,
    from led
    join campaign_months using (campaign_id, month)
    join contacts
        on contacts.campaign_id = led.campaign_id
        and contacts.project_code = led.project_code
        and contacts.contacted_on between campaign_months.first_day and campaign_months.last_day
    group by all
)

select
    led.* exclude (filed_by),
    slots.filing_id is not null or seen.contacts is not null as is_filed,
    if(is_filed, coalesce(seen.contacts, 0), null) as contacts,
    if(is_filed, coalesce(seen.other_contacts, 0), null) as other_contacts,
from led
left join slots
    on slots.campaign_id = led.campaign_id
    and slots.month = led.month
    and slots.filed_by = led.filed_by
    and slots.table_name = 'contacts'
left join seen
    on seen.campaign_id = led.campaign_id
    and seen.month = led.month
    and seen.project_code = led.project_code
