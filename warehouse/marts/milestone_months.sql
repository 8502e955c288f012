-- milestone_months: every milestone of a listed project as it stands at the end of every month.
-- grain: one row per campaign, month and milestone listed. `is_filed`: the list was filed for the
-- month itself; otherwise it is the last one filed before.
-- needs: campaign_months, lists, milestones, project_months, slots
select
    lists.campaign_id,
    lists.month,
    project_months.track_id,
    project_months.unit_id,
    milestones.project_code,
    milestones.milestone,
    milestones.stage,
    milestones.planned_on,
    milestones.done_on,
    slots.filing_id is not null as is_filed,
    milestones.planned_on <= campaign_months.last_day as is_due,
    milestones.planned_on between campaign_months.first_day and campaign_months.last_day
        as is_due_in_month,
    coalesce(milestones.done_on <= campaign_months.last_day, false) as is_done,
    milestones.source_file,
    milestones.source_sheet,
    milestones.source_row,
from lists
join campaign_months using (campaign_id, month)
join milestones using (filing_id)
join project_months
    on project_months.campaign_id = lists.campaign_id
    and project_months.month = lists.month
    and project_months.project_code = milestones.project_code
left join slots
    on slots.campaign_id = lists.campaign_id
    and slots.month = lists.month
    and slots.table_name = lists.table_name
    and slots.filed_by = lists.filed_by
where lists.table_name = 'milestones' and campaign_months.has_data
