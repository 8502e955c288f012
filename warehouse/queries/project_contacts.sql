-- project_contacts: how often lead officials saw a project, month by month, the latest first.
-- grain: one row per month up to the chosen one in which a contact was filed, or is owed.
-- params: $campaign, $month, $project
-- A contact is a day on which an official saw the project. `owed` and `missing` are null where the
-- campaign asks for none, `missing` also where nothing was filed for the month.
with seen as (
    select
        strftime(contacted_on, '%Y-%m') as month,
        count(distinct (contacted_on, official)) as contacts,
        list(distinct contacted_on order by contacted_on) as contact_days,
        string_agg(distinct official, '、' order by official) as contacted_by,
        arg_max(source_file, (contacted_on, source_row)) as source_file,
        arg_max(source_sheet, (contacted_on, source_row)) as source_sheet,
        max_by(source_row, (contacted_on, source_row)) as source_row,
    from contacts
    where campaign_id = $campaign and project_code = $project
    group by all
),

asked as (
    select month, official, owed, missing
    from contact_months
    where campaign_id = $campaign and project_code = $project
)

select
    coalesce(asked.month, seen.month) as month,
    asked.official,
    asked.owed,
    seen.contacts,
    asked.missing,
    seen.contact_days,
    seen.contacted_by,
    seen.source_file,
    seen.source_sheet,
    seen.source_row,
from asked
full join seen on seen.month = asked.month
where coalesce(asked.month, seen.month) <= $month
order by 1 desc
