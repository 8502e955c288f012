-- template_tables: the tables of a unit's template: those that it files, and no form more.
-- grain: one row per campaign, month, unit that may file, and table.
-- needs: campaign_months, filers, slots, template_reports, contact_duties, labels, targets
-- A unit files what it has filed by that month, and monthly progress of listed projects that it
-- reports on; where the definition has such, also contacts and issues. Who has filed nothing yet
-- files what most of its track do; where nobody has, what the definition cannot do without. The
-- office files indicators, where a target is made of them, until its own filings say otherwise.
with asked as (
    select distinct campaign_id, 'contacts' as table_name from contact_duties
    union
    select distinct campaign_id, 'issues' from labels where kind = 'issue_level'
    union
    select distinct campaign_id, 'prospects' from labels where kind in ('tier', 'post')
    union
    select distinct campaign_id, made_of from targets
    union
    select campaign_id, table_name
    from (select distinct campaign_id from filers)
    cross join (values ('projects'), ('plans'), ('progress')) as always (table_name)
),

filed as (
    select distinct
        campaign_months.campaign_id, campaign_months.month, slots.filed_by as unit_id, table_name,
    from campaign_months
    join slots
        on slots.campaign_id = campaign_months.campaign_id
        and slots.month <= campaign_months.month
),

known as (
    from filed
    union
    select template_reports.campaign_id, month, unit_id, asked.table_name
    from template_reports
    join asked using (campaign_id)
    where asked.table_name in ('progress', 'contacts', 'issues')
),

of_track as (
    select campaign_id, month, track_id, table_name, count(distinct unit_id) as units
    from known
    join filers using (campaign_id, unit_id)
    group by all
),

track_size as (
    select campaign_id, month, track_id, count(distinct unit_id) as units
    from known
    join filers using (campaign_id, unit_id)
    group by all
),

new as (
    select campaign_months.campaign_id, campaign_months.month, filers.unit_id, filers.track_id
    from campaign_months
    join filers using (campaign_id)
    anti join known
        on known.campaign_id = campaign_months.campaign_id
        and known.month = campaign_months.month
        and known.unit_id = filers.unit_id
)

from known

union

select new.campaign_id, new.month, new.unit_id, of_track.table_name
from new
join of_track using (campaign_id, month, track_id)
join track_size using (campaign_id, month, track_id)
where of_track.units * 2 >= track_size.units

union

select new.campaign_id, new.month, new.unit_id, asked.table_name
from new
join asked using (campaign_id)
anti join track_size
    on track_size.campaign_id = new.campaign_id
    and track_size.month = new.month
    and track_size.track_id = new.track_id
where (new.track_id is null) = (asked.table_name = 'indicators')
