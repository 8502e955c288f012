-- filing_board: how each unit's filing for each month stands, as of the campaign's last receipt.
-- grain: one row per campaign, month of it and contender. `is_expected` is false where another
-- files for the unit and it owes nothing itself. Of whom nobody has filed anything, all is expected.
-- needs: campaign_months, contenders, filing_history, filing_tables, owed_filings
-- needs: projects, prospects, totals
-- Late is who first came after the deadline, by the rule of owed_filings; incomplete is who has
-- something returned that no later file has put right, whenever it came.
with by_others as (
    select campaign_id, unit_id, min(month) as since
    from (
        from (select campaign_id, unit_id, filed_by, filing_month as month from projects)
        union all
        from (select campaign_id, unit_id, filed_by, filing_month as month from prospects)
        union all
        from (select campaign_id, unit_id, filed_by, month from totals)
    )
    where unit_id != filed_by
    group by campaign_id, unit_id
),

came as (
    select
        campaign_id,
        month,
        filed_by as unit_id,
        min(received_at) filter (where is_taken) as first_received_at,
        max(received_at) as last_received_at,
        max(received_at) filter (where is_taken) as last_taken_at,
        count(distinct receipt_id) as files,
        coalesce(sum(row_count) filter (where is_in_force), 0)::bigint as row_count,
        count(replaced_at) as superseded,
    from filing_history
    group by all
),

-- Files of which not even the table could be told, and after which nothing was taken.
unread as (
    select history.campaign_id, history.month, history.filed_by as unit_id,
        sum(history.rejected_rows)::bigint as returned_rows,
    from filing_history as history
    join came
        on came.campaign_id = history.campaign_id
        and came.month = history.month
        and came.unit_id = history.filed_by
    where
        history.table_name is null
        and history.received_at >= coalesce(came.last_taken_at, history.received_at)
    group by all
),

of_tables as (
    select
        campaign_id,
        month,
        unit_id,
        coalesce(sum(returned_rows), 0)::bigint as returned_rows,
        list(table_name order by table_name) filter (where returned_rows > 0) as returned_tables,
        max(completed_at) as completed_at,
    from filing_tables
    group by all
),

clock as (
    select campaign_id, max(received_at) as last_received_at from filing_history group by all
),

found as (
    select
        campaign_months.campaign_id,
        campaign_months.month,
        contenders.track_id,
        contenders.unit_id,
        campaign_months.filing_due_on,
        campaign_months.filing_closes_at,
        owed_filings.unit_id is not null
        or by_others.since is null
        or campaign_months.month < by_others.since as is_expected,
        coalesce(clock.last_received_at >= campaign_months.filing_closes_at, false) as is_over,
        clock.last_received_at,
        came.first_received_at,
        came.last_received_at as last_filed_at,
        came.files,
        came.row_count,
        came.superseded,
        coalesce(of_tables.returned_rows, 0) + coalesce(unread.returned_rows, 0) as returned_rows,
        of_tables.returned_tables,
        of_tables.completed_at,
    from campaign_months
    join contenders using (campaign_id)
    left join owed_filings using (campaign_id, month, unit_id)
    left join by_others using (campaign_id, unit_id)
    left join came using (campaign_id, month, unit_id)
    left join unread using (campaign_id, month, unit_id)
    left join of_tables using (campaign_id, month, unit_id)
    left join clock using (campaign_id)
)

select
    campaign_id,
    month,
    track_id,
    unit_id,
    is_expected,
    is_over,
    case
        when first_received_at is null and files > 0 then 'refused'
        when returned_rows > 0 then 'incomplete'
        when first_received_at >= filing_closes_at then 'late'
        when first_received_at is not null then 'on_time'
        when not is_expected then 'by_other'
        when is_over then 'missing'
        else 'not_due'
    end as state,
    filing_due_on,
    first_received_at,
    last_filed_at as last_received_at,
    first_received_at < filing_closes_at as is_on_time,
    case
        when first_received_at >= filing_closes_at
            then datesub('day', filing_closes_at, first_received_at) + 1
        when is_expected and first_received_at is null and is_over
            then datesub('day', filing_closes_at, last_received_at) + 1
    end as days_late,
    if(returned_rows > 0, null, completed_at) as completed_at,
    coalesce(files, 0) as files,
    coalesce(row_count, 0) as row_count,
    returned_rows,
    returned_tables,
    coalesce(superseded, 0) as superseded,
from found
