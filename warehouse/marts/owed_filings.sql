-- owed_filings: the filing that a unit owes for a month, and when it first came.
-- grain: one row per campaign, month of it and contender of which a filing is expected: one that
-- has filed a list of projects or prospects, or totals, for this month or one before.
-- needs: campaign_months, contenders, filings, lists, totals
-- A correction of a timely filing is not late. A file of which nothing could be taken is none. Of
-- a filing that has not come, `is_late` is null until the deadline has passed, judged by the
-- latest moment at which the campaign received anything.
with owing as (
    select campaign_id, month, filed_by as unit_id
    from lists
    where table_name in ('projects', 'prospects')

    union

    select campaign_months.campaign_id, campaign_months.month, totals.unit_id
    from totals
    join campaign_months
        on campaign_months.campaign_id = totals.campaign_id
        and campaign_months.month >= totals.month
    where totals.filed_by = totals.unit_id
),

clock as (
    select campaign_id, max(received_at) as last_received_at from filings group by campaign_id
),

came as (
    select
        owing.campaign_id,
        owing.month,
        owing.unit_id,
        min(filings.received_at) as first_received_at,
        arg_min(
            filings.source_file, (filings.received_at, filings.source_file, filings.table_name)
        ) as source_file,
    from owing
    left join filings
        on filings.campaign_id = owing.campaign_id
        and filings.filed_by = owing.unit_id
        and owing.month between filings.month and filings.last_month
        and filings.state != 'refused'
    group by all
)

select
    came.campaign_id,
    came.month,
    contenders.track_id,
    came.unit_id,
    campaign_months.filing_due_on,
    came.first_received_at,
    case
        when came.first_received_at is not null
            then came.first_received_at >= campaign_months.filing_closes_at
        when clock.last_received_at >= campaign_months.filing_closes_at then true
    end as is_late,
    came.source_file,
from came
join campaign_months using (campaign_id, month)
join contenders using (campaign_id, unit_id)
join clock using (campaign_id)
