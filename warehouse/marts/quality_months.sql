-- quality_months: what a unit's filings of a month are worth: rows, broken rules, values returned.
-- grain: one row per campaign, month, filing unit and table that counts for the month, or of which
-- values were returned; a file whose table was not recognised has no table.
-- needs: broken_months, campaigns, check_rows, filings_in_force, open_rejects
-- `filed_rows` are those taken and those returned whole. `sound_rate` is the share of the rows taken
-- that break no rule; rules that are only counted (info) are counted apart.
with looked_at as (
    select
        in_force.campaign_id,
        in_force.month,
        in_force.filed_by,
        in_force.table_name,
        sum(check_rows.checked_rows)::bigint as checked_rows,
        sum(check_rows.broken_rows)::bigint as broken_rows,
    from filings_in_force as in_force
    join check_rows
        on check_rows.filing_id = in_force.filing_id
        and check_rows.month = in_force.filed_for
    group by all
),

broken as (
    select
        campaign_id,
        month,
        filed_by,
        suite as table_name,
        coalesce(sum(failures) filter (where severity != 'info'), 0)::bigint as failures,
        coalesce(sum(failures) filter (where severity = 'info'), 0)::bigint as info_failures,
    from broken_months
    group by all
),

returned as (
    select
        campaign_id,
        month,
        filed_by,
        table_name,
        count(*) as rejects,
        count(distinct (receipt_id, source_sheet, source_row)) as rejected_rows,
    from open_rejects
    group by all
)

select
    campaign_id,
    month,
    filed_by,
    table_name,
    coalesce(looked_at.checked_rows, 0) as checked_rows,
    coalesce(looked_at.broken_rows, 0) as broken_rows,
    coalesce(looked_at.checked_rows, 0) + coalesce(returned.rejected_rows, 0) as filed_rows,
    coalesce(broken.failures, 0) as failures,
    coalesce(broken.info_failures, 0) as info_failures,
    coalesce(returned.rejects, 0) as rejects,
    coalesce(returned.rejected_rows, 0) as rejected_rows,
    exact_ratio(
        looked_at.checked_rows - looked_at.broken_rows,
        looked_at.checked_rows,
        campaigns.rate_decimals + 2
    ) as sound_rate,
from looked_at
full join returned using (campaign_id, month, filed_by, table_name)
left join broken using (campaign_id, month, filed_by, table_name)
join campaigns using (campaign_id)
