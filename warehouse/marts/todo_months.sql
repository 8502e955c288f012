-- todo_months: what a month leaves to be done, by the rule that asks for it and whom it concerns.
-- grain: one row per campaign, month with data, matter, rule, official and unit; of reviews one per
-- day by which they are due. `cases` are what is to be done, `overdue_cases` those whose day is over
-- by what the snapshot knows, `unknown_cases` the projects of which nothing was filed.
-- needs: campaign_months, contenders, filing_board
-- made after: figures
-- consequences: those that are due. issues: those due one level up, by the level they are at.
-- contacts: those that were owed in the month, which is over. filings: by state, a case per unit;
-- what was returned has no day of its own.
-- reviews: nobody files that they were held, so none is overdue.
with consequences_to_take as (
    select
        campaign_id,
        month,
        'consequences' as matter,
        consequence_id as rule_id,
        unit_id,
        count(*) as cases,
    from consequences_due
    where state = 'due'
    group by all
),

issues_to_raise as (
    select
        campaign_id,
        month,
        'issues' as matter,
        level as rule_id,
        unit_id,
        min(due_on) as due_on,
        count(*) as cases,
        count(*) filter (where is_overdue) as overdue_cases,
    from issue_months
    where is_due_up
    group by all
),

contacts_to_make as (
    select
        contact_months.campaign_id,
        contact_months.month,
        'contacts' as matter,
        'contacts' as rule_id,
        contact_months.official,
        contact_months.unit_id,
        campaign_months.last_day as due_on,
        coalesce(sum(contact_months.missing), 0)::bigint as cases,
        cases as overdue_cases,
        count(*) filter (where contact_months.missing is null) as unknown_cases,
    from contact_months
    join campaign_months using (campaign_id, month)
    group by all
    having cases > 0 or unknown_cases > 0
),

filings_to_come as (
    select
        board.campaign_id,
        board.month,
        'filings' as matter,
        board.state as rule_id,
        board.unit_id,
        if(board.state = 'incomplete', null, board.filing_due_on) as due_on,
        1 as cases,
        if(board.is_over and board.state in ('missing', 'refused'), 1, 0) as overdue_cases,
    from filing_board as board
    join campaign_months using (campaign_id, month)
    where
        campaign_months.has_data
        and board.is_expected
        and board.state in ('missing', 'refused', 'incomplete', 'not_due')
),

reviews_to_hold as (
    select
        campaign_id,
        month,
        'reviews' as matter,
        review_id as rule_id,
        due_on,
        1 as cases,
    from reviews_due
    join campaign_months using (campaign_id, month)
    where campaign_months.has_data
),

every_matter as (
    from consequences_to_take
    union all by name from issues_to_raise
    union all by name from contacts_to_make
    union all by name from filings_to_come
    union all by name from reviews_to_hold
)

select
    every_matter.campaign_id,
    every_matter.month,
    every_matter.matter,
    every_matter.rule_id,
    every_matter.official,
    contenders.track_id,
    every_matter.unit_id,
    every_matter.due_on,
    every_matter.cases::bigint as cases,
    coalesce(every_matter.overdue_cases, 0)::bigint as overdue_cases,
    coalesce(every_matter.unknown_cases, 0)::bigint as unknown_cases,
from every_matter
left join contenders using (campaign_id, unit_id)
