-- later_filings: what has been filed since an edition and can change its month, and whose figures.
-- grain: one row per edition (campaign, month, issue), filing and unit: the one that filed it, and
-- those whose projects, prospects or totals are in it.
-- needs: editions, edition_filings, filings, slots, lists, project_months, contenders
-- needs: projects, prospects, totals, indicators, progress, plans, milestones, issues, contacts
with later as (
    select distinct
        editions.campaign_id,
        editions.month,
        editions.issue,
        filings.filing_id,
        filings.table_name,
        filings.source_file,
        filings.received_at,
        filings.filed_by,
    from editions
    join slots on slots.campaign_id = editions.campaign_id and slots.month <= editions.month
    join filings using (filing_id)
    where
        not exists (
            from edition_filings as known
            where
                (known.campaign_id, known.month, known.issue)
                = (editions.campaign_id, editions.month, editions.issue)
                and known.receipt_id = split_part(filings.filing_id, '/', 1)
        )
        -- Of a unit's lists only the last one up to the month counts.
        and (
            not slots.is_register
            or exists (
                from lists
                where
                    lists.campaign_id = editions.campaign_id
                    and lists.month = editions.month
                    and lists.filing_id = filings.filing_id
            )
        )
),

by_code as (
    from (select filing_id, project_code from progress)
    union
    from (select filing_id, project_code from plans)
    union
    from (select filing_id, project_code from milestones)
    union
    from (select filing_id, project_code from issues)
    union
    from (select filing_id, project_code from contacts)
),

by_unit as (
    from (select filing_id, unit_id from projects)
    union
    from (select filing_id, unit_id from prospects)
    union
    from (select filing_id, unit_id from totals)
    union
    from (
        select indicators.filing_id, contenders.unit_id
        from indicators
        join contenders
            on contenders.campaign_id = indicators.campaign_id
            and indicators.place in (contenders.unit_id, contenders.name_zh, contenders.name_en)
    )
)

select later.* exclude (filed_by), filed_by as unit_id from later
union
select later.* exclude (filed_by), by_unit.unit_id
from later
join by_unit using (filing_id)
where by_unit.unit_id is not null
union
select later.* exclude (filed_by), project_months.unit_id
from later
join by_code using (filing_id)
join project_months
    on project_months.campaign_id = later.campaign_id
    and project_months.month = later.month
    and project_months.project_code = by_code.project_code
