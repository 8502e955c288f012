-- led_months: what lead officials did for the projects that they lead, in each month.
-- grain: one row per campaign, month with data and project that has a lead official.
-- needs: contacts, lists, project_months, projects, slots
-- A contact is a day on which an official saw the project; `by_others` are those under another name
-- than the list has. Where the unit that lists the project filed anything for the month, a contact
-- that is not filed was not made; where it filed nothing, both are null: nothing is known.
with led as (
    select
        lists.campaign_id,
        lists.month,
        project_months.unit_id,
        lists.filed_by,
        projects.project_code,
        projects.project_name,
        project_months.category,
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
        count(distinct (contacts.contacted_on, contacts.official)) as contacts,
        count(distinct (contacts.contacted_on, contacts.official)) filter (
            where contacts.official != led.official
        ) as by_others,
    from led
    join contacts
        on contacts.campaign_id = led.campaign_id
        and contacts.project_code = led.project_code
        and strftime(contacts.contacted_on, '%Y-%m') = led.month
    group by all
),

filers as (
    select distinct campaign_id, month, filed_by
    from slots
)

select
    led.* exclude (filed_by),
    filers.filed_by is not null or seen.contacts is not null as is_filed,
    if(is_filed, coalesce(seen.contacts, 0), null) as contacts,
    if(is_filed, coalesce(seen.by_others, 0), null) as by_others,
from led
left join filers using (campaign_id, month, filed_by)
left join seen
    on seen.campaign_id = led.campaign_id
    and seen.month = led.month
    and seen.project_code = led.project_code
