-- target_milestone_rows: what each milestone adds to a target by the end of each month.
-- grain: one row per target made of milestones, month with data and milestone that it speaks of.
-- made as: view
-- needs: lists, milestones, project_months, projects, target_members, target_windows, targets
-- On time is a milestone that is done by the end of the month for which it was planned.
select
    members.campaign_id,
    members.target_id,
    windows.month,
    project_months.unit_id,
    'milestones' as made_of,
    concat_ws(' ', milestones.project_code, milestones.milestone) as row_id,
    milestones.project_code,
    concat_ws(' · ', projects.project_name, milestones.milestone) as row_name,
    coalesce(
        milestones.done_on <= windows.last_day
        and if(
            targets.kind = 'milestones_done',
            milestones.done_on >= windows.first_day,
            milestones.done_on <= last_day(milestones.planned_on)
        ),
        false
    )::int::decimal(38, 4) as part,
    1::decimal(38, 4) as of_whole,
    lists.filed_for = windows.month as is_filed,
    milestones.source_file,
    milestones.source_sheet,
    milestones.source_row,
    projects.source_file as list_source_file,
    projects.source_sheet as list_source_sheet,
    projects.source_row as list_source_row,
from target_members as members
join targets using (campaign_id, target_id)
join target_windows as windows using (campaign_id, target_id)
join project_months
    on project_months.campaign_id = members.campaign_id
    and project_months.list_filing_id = members.list_filing_id
    and project_months.project_code = members.project_code
    and project_months.month = windows.month
join projects
    on projects.filing_id = members.list_filing_id
    and projects.project_code = members.project_code
join lists
    on lists.campaign_id = members.campaign_id
    and lists.month = windows.month
    and lists.table_name = 'milestones'
join milestones
    on milestones.filing_id = lists.filing_id
    and milestones.project_code = members.project_code
where
    targets.made_of = 'milestones'
    and (
        targets.kind = 'milestones_done'
        or milestones.planned_on between windows.first_day and windows.last_day
    )
