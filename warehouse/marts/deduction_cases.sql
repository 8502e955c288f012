-- deduction_cases: every single thing for which a campaign takes points off, as it was filed.
-- grain: one row per campaign, month with data, unit, kind of deduction and thing: the project's
-- money or a milestone of it, the filing, an issue, the contacts of a project.
-- needs: campaign_months, contacts, contact_duties, deduction_rules, expected_filings, issues
-- needs: lists, milestone_months, month_results, project_months, project_origins, slots
-- `due` and `done`: 万元 of the month, or contacts. Only kinds that the definition deducts for.
-- What was not filed for the month is not known, and so no case; an issue stands as last listed.
with contacted as (
    select
        campaign_id,
        project_code,
        strftime(contacted_on, '%Y-%m') as month,
        count(distinct (contacted_on, official)) as times,
    from contacts
    group by all
),

cases as (
    select
        campaign_id,
        month,
        unit_id,
        'missed_monthly_target' as kind,
        'investment' as reason,
        project_code,
        planned_in_month_wanyuan as due,
        invested_in_month_wanyuan as done,
        source_file,
        source_sheet,
        source_row,
        plan_source_file,
        plan_source_sheet,
        plan_source_row,
    from month_results
    where planned_in_month_wanyuan > invested_in_month_wanyuan

    union all by name

    select
        campaign_id,
        month,
        unit_id,
        'missed_monthly_target' as kind,
        'milestone' as reason,
        project_code,
        milestone as item_id,
        planned_on as due_on,
        done_on,
        source_file,
        source_sheet,
        source_row,
    from milestone_months
    where is_filed and is_due_in_month and not is_done

    union all by name

    select
        campaign_id,
        month,
        unit_id,
        'late_filing' as kind,
        if(first_received_at is null, 'missing', 'late') as reason,
        filing_due_on as due_on,
        first_received_at as received_at,
        source_file,
    from expected_filings
    where is_late

    union all by name

    select
        lists.campaign_id,
        lists.month,
        project_months.unit_id,
        'overdue_issue' as kind,
        'issue' as reason,
        issues.project_code,
        issues.issue_id as item_id,
        issues.due_on,
        issues.resolved_on as done_on,
        issues.source_file,
        issues.source_sheet,
        issues.source_row,
    from lists
    join campaign_months using (campaign_id, month)
    join issues using (filing_id)
    join project_months
        on project_months.campaign_id = lists.campaign_id
        and project_months.month = lists.month
        and project_months.project_code = issues.project_code
    where
        lists.table_name = 'issues'
        and issues.due_on < campaign_months.last_day
        and not coalesce(issues.resolved_on <= campaign_months.last_day, false)

    union all by name

    select
        project_months.campaign_id,
        project_months.month,
        project_months.unit_id,
        'no_contact' as kind,
        'contact' as reason,
        project_months.project_code,
        contact_duties.times_per_month as due,
        coalesce(contacted.times, 0) as done,
        project_origins.list_source_file as source_file,
        project_origins.list_source_sheet as source_sheet,
        project_origins.list_source_row as source_row,
    from project_months
    join contact_duties using (campaign_id, category)
    join project_origins using (campaign_id, month, project_code)
    semi join slots
        on slots.campaign_id = project_months.campaign_id
        and slots.month = project_months.month
        and slots.filed_by = project_origins.filed_by
    left join contacted using (campaign_id, month, project_code)
    where
        not project_months.is_completed
        and coalesce(contacted.times, 0) < contact_duties.times_per_month
)

select
    cases.campaign_id,
    cases.month,
    cases.unit_id,
    cases.kind,
    cases.reason,
    cases.project_code,
    cases.item_id,
    cases.due_on,
    cases.done_on,
    cases.received_at,
    cases.due::decimal(38, 4) as due,
    cases.done::decimal(38, 4) as done,
    cases.source_file,
    cases.source_sheet,
    cases.source_row,
    cases.plan_source_file,
    cases.plan_source_sheet,
    cases.plan_source_row,
from cases
join campaign_months using (campaign_id, month)
semi join deduction_rules using (campaign_id, kind)
where campaign_months.has_data
