-- filing_tables: what has come of each table of a unit for a month, and what is expected of it.
-- grain: one row per campaign, month of it, contender and table that was filed, is in force from a
-- month before, or is expected: progress of who has filed a list of projects, totals of who has
-- filed totals. A list that was filed once stands; nobody has to file it again.
-- needs: campaign_months, contenders, filing_history, lists, totals
-- The last file decides whether anything is returned: on a table that was corrected nothing is.
with asked as (
    select campaign_id, month, filed_by as unit_id, 'progress' as table_name
    from lists
    where table_name = 'projects'

    union

    select campaign_months.campaign_id, campaign_months.month, totals.unit_id, 'totals'
    from totals
    join campaign_months
        on campaign_months.campaign_id = totals.campaign_id
        and campaign_months.month >= totals.month
    where totals.filed_by = totals.unit_id
),

came as (
    select
        campaign_id,
        month,
        filed_by as unit_id,
        table_name,
        min(received_at) filter (where is_taken) as first_received_at,
        max(received_at) as last_received_at,
        arg_max(rejected_rows, (received_at, source_file, receipt_id)) as returned_rows,
        any_value(row_count) filter (where is_in_force) as row_count,
        count(*) as filings,
        count(replaced_at) as superseded,
        max((received_at, source_file, receipt_id)) filter (where rejected_rows > 0) as last_fault,
    from filing_history
    where table_name is not null
    group by all
),

mended as (
    select came.campaign_id, came.month, came.unit_id, came.table_name, min(received_at) as at,
    from came
    join filing_history as history
        on history.campaign_id = came.campaign_id
        and history.month = came.month
        and history.filed_by = came.unit_id
        and history.table_name = came.table_name
        and (history.received_at, history.source_file, history.receipt_id) > came.last_fault
    group by all
),

stands as (
    select campaign_id, month, filed_by as unit_id, table_name, filed_for as in_force_since
    from lists
),

known as (
    from (select campaign_id, month, unit_id, table_name from asked)
    union
    from (select campaign_id, month, unit_id, table_name from came)
    union
    from (select campaign_id, month, unit_id, table_name from stands)
),

clock as (
    select campaign_id, max(received_at) as last_received_at from filing_history group by all
)

select
    known.campaign_id,
    known.month,
    contenders.track_id,
    known.unit_id,
    known.table_name,
    asked.unit_id is not null as is_expected,
    stands.in_force_since,
    case
        when came.first_received_at is null and came.filings > 0 then 'refused'
        when came.returned_rows > 0 then 'incomplete'
        when came.first_received_at >= campaign_months.filing_closes_at then 'late'
        when came.first_received_at is not null then 'on_time'
        when asked.unit_id is null then 'in_force'
        when clock.last_received_at >= campaign_months.filing_closes_at then 'missing'
        else 'not_due'
    end as state,
    came.first_received_at,
    came.last_received_at,
    mended.at as completed_at,
    came.row_count,
    came.returned_rows,
    coalesce(came.filings, 0) as filings,
    coalesce(came.superseded, 0) as superseded,
from known
join campaign_months using (campaign_id, month)
join contenders using (campaign_id, unit_id)
left join asked using (campaign_id, month, unit_id, table_name)
left join came using (campaign_id, month, unit_id, table_name)
left join mended using (campaign_id, month, unit_id, table_name)
left join stands using (campaign_id, month, unit_id, table_name)
left join clock using (campaign_id)
