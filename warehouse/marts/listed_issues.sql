-- listed_issues: every issue in the register that holds at the end of each month, settled ones too.
-- grain: one row per campaign, month with data, filing unit and issue.
-- needs: campaign_months, issues, lists, project_months, projects
-- `listed_on` is the end of the month for which the register was filed. An issue goes to the unit
-- that answers for its project; where nobody lists the project, to the unit that filed it.
select
    lists.campaign_id,
    lists.month,
    coalesce(project_months.unit_id, issues.filed_by) as unit_id,
    issues.filed_by,
    issues.issue_id,
    issues.project_code,
    projects.project_name,
    issues.summary,
    issues.source,
    issues.assignee,
    issues.level,
    issues.raised_on,
    issues.due_on,
    issues.resolved_on,
    listed_months.last_day as listed_on,
    campaign_months.last_day,
    issues.source_file,
    issues.source_sheet,
    issues.source_row,
from lists
join campaign_months using (campaign_id, month)
join issues using (filing_id)
join campaign_months as listed_months
    on listed_months.campaign_id = lists.campaign_id
    and listed_months.month = issues.filing_month
left join project_months
    on project_months.campaign_id = lists.campaign_id
    and project_months.month = lists.month
    and project_months.project_code = issues.project_code
left join projects
    on projects.filing_id = project_months.list_filing_id
    and projects.project_code = project_months.project_code
where lists.table_name = 'issues' and campaign_months.has_data
