-- open_rejects: the values returned to a unit that nothing filed since has put right, by month.
-- grain: one row per fault and month in which it stands.
-- needs: filings, filings_in_force, rejects
-- Of a filing of which something was taken they stand as long as it counts: of a list until the
-- next one. Of one of which nothing was taken, until anything of the kind is filed for the month.
with taken as (
    select
        in_force.month as stands_in,
        rejects.*,
    from rejects
    join filings_in_force as in_force
        on in_force.campaign_id = rejects.campaign_id
        and in_force.filing_id = rejects.receipt_id || '/' || rejects.table_name
    -- Rejects know the first month of a filing of several.
    where in_force.filed_for = rejects.month
),

refused as (
    select
        rejects.month as stands_in,
        rejects.*,
    from rejects
    where
        rejects.campaign_id is not null
        and not exists (
            from filings
            where
                filings.receipt_id = rejects.receipt_id
                and filings.table_name = rejects.table_name
                and filings.state != 'refused'
        )
        and not exists (
            from filings as later
            where
                later.campaign_id = rejects.campaign_id
                and later.filed_by = rejects.filed_by
                and rejects.month between later.month and later.last_month
                and (rejects.table_name is null or later.table_name = rejects.table_name)
                and (later.received_at, later.source_file)
                > (rejects.received_at, rejects.source_file)
        )
)

select
    stood.campaign_id,
    stood.stands_in as month,
    stood.filed_by,
    stood.month as filing_month,
    stood.* exclude (stands_in, campaign_id, month, filed_by),
from (
    from taken
    union all
    from refused
) as stood
