-- contacts: the projects that a lead official is to contact.
-- grain: one row per project with a lead official, of the categories that owe contacts.
-- params: $campaign, $month
select
    template_projects.unit_id as filed_by,
    template_projects.project_code,
    template_projects.lead_official as official,
from template_projects
where
    template_projects.campaign_id = $campaign
    and template_projects.month = $month
    and template_projects.lead_official is not null
    and (
        not exists (from contact_duties where contact_duties.campaign_id = $campaign)
        or exists (
            from contact_duties
            where
                contact_duties.campaign_id = $campaign
                and contact_duties.category = template_projects.category
        )
    )
order by template_projects.position
