-- deduction_months: how often a unit missed what points are taken off for.
-- grain: one row per campaign, month with data, unit and kind of deduction that the definition
-- names, for units with projects, or of which a filing is expected. `count` is of projects or
-- filings, null where nothing is known; `of_projects` are all projects listed.
-- needs: contact_duties, deduction_cases, deduction_rules, expected_filings, milestone_months
-- needs: project_months, project_origins, slots
with seen as (
    select
        project_months.campaign_id,
        project_months.month,
        project_months.unit_id,
        project_months.project_code,
        project_months.is_filed or coalesce(with_milestones.is_filed, false) as has_target_filed,
        filers.filed_by is not null as has_filing,
    from project_months
    join project_origins using (campaign_id, month, project_code)
    left join (
        select campaign_id, month, project_code, bool_or(is_filed) as is_filed
        from milestone_months
        group by all
    ) as with_milestones using (campaign_id, month, project_code)
    left join (select distinct campaign_id, month, filed_by from slots) as filers
        on filers.campaign_id = project_months.campaign_id
        and filers.month = project_months.month
        and filers.filed_by = project_origins.filed_by
    where project_months.has_data
),

by_unit as (
    select
        campaign_id,
        month,
        unit_id,
        count(*) as of_projects,
        unnest([
            {'kind': 'missed_monthly_target', 'is_known': bool_or(has_target_filed)},
            {'kind': 'overdue_issue', 'is_known': true},
            {'kind': 'no_contact', 'is_known': bool_or(has_filing)},
        ]) as judged,
    from seen
    group by campaign_id, month, unit_id
),

missed as (
    select campaign_id, month, unit_id, kind, count(distinct project_code) as projects
    from deduction_cases
    group by all
)

select
    by_unit.campaign_id,
    by_unit.month,
    by_unit.unit_id,
    by_unit.judged.kind as kind,
    if(by_unit.judged.is_known, coalesce(missed.projects, 0), null)::bigint as count,
    by_unit.of_projects,
from by_unit
left join missed
    on missed.campaign_id = by_unit.campaign_id
    and missed.month = by_unit.month
    and missed.unit_id = by_unit.unit_id
    and missed.kind = by_unit.judged.kind
semi join deduction_rules
    on deduction_rules.campaign_id = by_unit.campaign_id
    and deduction_rules.kind = by_unit.judged.kind

union all by name

select campaign_id, month, unit_id, kind, is_late::bigint as count, null::bigint as of_projects
from expected_filings
join deduction_rules using (campaign_id)
where deduction_rules.kind = 'late_filing'
