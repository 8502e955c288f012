-- filing_history: everything that was ever filed for a month, what became of it, what replaced it.
-- grain: one row per campaign, month, file and table; a back-fill has one for each of its months.
-- `table_name` is null for what came of no table that could be told.
-- needs: campaign_months, filings, rejects
-- A sheet that was returned whole is a filing that was refused, though it has left no rows. What
-- a later filing of the same unit, table and month replaced names the one that replaced it first.
with returned as (
    select
        receipt_id,
        table_name,
        count(distinct (source_sheet, source_row)) as rejected_rows,
    from rejects
    group by all
),

-- Every file once, for the parts of it that left nothing but rejects.
files as (
    from filings
    qualify row_number() over (partition by receipt_id order by table_name) = 1
),

parts as (
    select * exclude (sha256, is_synthetic, is_late, is_current)
    from filings
    where filing_id != receipt_id

    union all by name

    select
        files.* exclude (sha256, is_synthetic, is_late, is_current)
        replace (
            coalesce(files.receipt_id || '/' || returned.table_name, files.receipt_id) as filing_id,
            returned.table_name as table_name,
            0 as row_count,
            returned.rejected_rows as rejected_rows,
            'refused' as state
        ),
    from returned
    join files using (receipt_id)
    anti join filings
        on filings.receipt_id = returned.receipt_id and filings.table_name = returned.table_name
),

-- A register fills the first of the months that it was filed for, and stands until the next one.
filled as (
    select parts.*, campaign_months.month as slot_month
    from parts
    join campaign_months
        on campaign_months.campaign_id = parts.campaign_id
        and campaign_months.month between parts.month and parts.last_month
    where parts.state != 'refused' and (not parts.is_register or campaign_months.month = parts.month)
),

succession as (
    select
        filing_id,
        slot_month,
        lead({
            'receipt_id': receipt_id, 'source_file': source_file, 'received_at': received_at
        }) over (
            partition by campaign_id, filed_by, table_name, slot_month
            order by received_at, source_file, receipt_id
        ) as next,
    from filled
)

select
    parts.campaign_id,
    campaign_months.month,
    parts.filed_by,
    parts.filing_id,
    parts.receipt_id,
    parts.table_name,
    parts.is_register,
    parts.source_file,
    parts.received_at,
    parts.received_at >= campaign_months.filing_closes_at as is_late,
    parts.state,
    parts.row_count,
    parts.rejected_rows,
    parts.state != 'refused' as is_taken,
    parts.state != 'refused' and succession.next is null as is_in_force,
    succession.next.receipt_id as replaced_by,
    succession.next.source_file as replaced_by_file,
    succession.next.received_at as replaced_at,
from parts
join campaign_months
    on campaign_months.campaign_id = parts.campaign_id
    and campaign_months.month between parts.month and parts.last_month
left join succession
    on succession.filing_id = parts.filing_id
    and succession.slot_month = if(parts.is_register, parts.month, campaign_months.month)
