-- slow_reasons: the months that make a project a zombie or a snail, as they were filed.
-- grain: one row per kind and month that counts, of the run that lasts at the end of the month.
-- params: $campaign, $month, $project
select
    slow_evidence.kind,
    slow_evidence.month,
    slow_evidence.invested_since_wanyuan,
    slow_evidence.schedule_attainment,
    slow_evidence.invested_to_date_wanyuan,
    slow_evidence.planned_to_date_wanyuan,
    slow_evidence.source_file,
    slow_evidence.source_sheet,
    slow_evidence.source_row,
from slow_projects
join slow_evidence
    on slow_evidence.campaign_id = slow_projects.campaign_id
    and slow_evidence.kind = slow_projects.kind
    and slow_evidence.project_code = slow_projects.project_code
    and slow_evidence.month between slow_projects.since_month and slow_projects.month
where
    slow_projects.campaign_id = $campaign
    and slow_projects.month = $month
    and slow_projects.project_code = $project
order by slow_evidence.kind, slow_evidence.month
