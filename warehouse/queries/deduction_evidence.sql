-- deduction_evidence: what a unit missed in a month that takes points off, case by case.
-- grain: one row per case. `due` and `done` are 万元 of the month or contacts; `source_*` is the
-- row filed (of contacts that were not made: the project's on the list), `plan_source_*` the plan's.
-- params: $campaign, $month, $unit, $deduction
select
    deduction_cases.reason,
    deduction_cases.project_code,
    project_origins.project_name,
    deduction_cases.item_id,
    deduction_cases.due_on,
    deduction_cases.done_on,
    deduction_cases.received_at,
    deduction_cases.due,
    deduction_cases.done,
    case deduction_cases.reason
        when 'investment' then 'progress'
        when 'milestone' then 'milestones'
        when 'issue' then 'issues'
        when 'contact' then 'projects'
    end as table_name,
    deduction_cases.source_file,
    deduction_cases.source_sheet,
    deduction_cases.source_row,
    deduction_cases.plan_source_file,
    deduction_cases.plan_source_sheet,
    deduction_cases.plan_source_row,
from deduction_cases
left join project_origins using (campaign_id, month, project_code)
where
    deduction_cases.campaign_id = $campaign
    and deduction_cases.month = $month
    and deduction_cases.unit_id = $unit
    and deduction_cases.kind = $deduction
order by deduction_cases.reason, deduction_cases.project_code, deduction_cases.item_id
