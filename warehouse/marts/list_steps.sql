-- list_steps: every list of projects, of monthly plans or of totals that was filed, and the one
-- that it changed: the list that stood for its month when it came.
-- grain: one row per filing and month for which it was filed, superseded ones too. The first list
-- that came from a filer has none before it. One that reaches back before all others is compared
-- with the first that came.
-- needs: slots
with entries as (
    select
        readings.campaign_id,
        filings.table_name,
        readings.filed_by,
        filing_months.month,
        filings.filing_id,
        readings.received_at,
        row_number() over (
            partition by readings.campaign_id, filings.table_name, readings.filed_by
            order by
                readings.received_at, readings.path, readings.receipt_id, filing_months.month
        ) as turn,
    from store.filings as filings
    join store.readings as readings using (receipt_id)
    join store.filing_months as filing_months using (filing_id)
    where filings.state != 'refused' and filings.table_name in ('projects', 'plans', 'totals')
),

steps as (
    select
        entries.*,
        coalesce(
            arg_max(before.turn, (before.month, before.turn))
                filter (where before.month <= entries.month),
            min(before.turn)
        ) as turn_before,
    from entries
    left join entries as before
        on before.campaign_id = entries.campaign_id
        and before.table_name = entries.table_name
        and before.filed_by = entries.filed_by
        and before.turn < entries.turn
    group by all
)

select
    steps.* exclude (turn, turn_before),
    steps.turn = 1 as is_first,
    before.filing_id as filing_id_before,
    before.month as month_before,
    slots.filing_id is not null as is_current,
from steps
left join entries as before
    on before.campaign_id = steps.campaign_id
    and before.table_name = steps.table_name
    and before.filed_by = steps.filed_by
    and before.turn = steps.turn_before
left join slots
    on slots.filing_id = steps.filing_id
    and slots.month = steps.month
