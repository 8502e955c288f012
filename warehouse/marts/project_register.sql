-- project_register: every listed project as it stands at the end of a month, in one row.
-- grain: one row per campaign, month with data and project; in this order, so that the question of
-- one month reads little of it.
-- needs: campaigns, campaign_months, project_months, projects, reported
-- needs: size_brackets
-- Days after the month's end have not come yet. What the month did not file is carried, as in
-- project_months; `reported_month` says from when.
select
    project_months.campaign_id,
    project_months.month,
    project_months.project_code,
    projects.project_name,
    project_months.track_id,
    project_months.unit_id,
    project_months.domain,
    project_months.category,
    nullif(trim(projects.sector), '') as sector,
    projects.level,
    size_brackets.size_id,
    projects.total_investment_wanyuan,
    project_months.period_plan_wanyuan,
    project_months.planned_to_date_wanyuan,
    project_months.invested_to_date_wanyuan,
    exact_ratio(
        project_months.invested_to_date_wanyuan,
        project_months.period_plan_wanyuan,
        campaigns.rate_decimals + 2
    ) as completion_rate,
    reported.status,
    projects.planned_start,
    if(reported.started_on <= campaign_months.last_day, reported.started_on, null) as started_on,
    projects.planned_completion,
    if(reported.completed_on <= campaign_months.last_day, reported.completed_on, null)
        as completed_on,
    project_months.is_filed,
    project_months.reported_month,
    project_months.list_filing_id,
from project_months
join campaign_months using (campaign_id, month)
join campaigns using (campaign_id)
join projects
    on projects.filing_id = project_months.list_filing_id
    and projects.project_code = project_months.project_code
left join reported
    on reported.campaign_id = project_months.campaign_id
    and reported.project_code = project_months.project_code
    and reported.month = project_months.reported_month
left join size_brackets
    on size_brackets.campaign_id = project_months.campaign_id
    and projects.total_investment_wanyuan >= size_brackets.from_wanyuan
    and (
        size_brackets.below_wanyuan is null
        or projects.total_investment_wanyuan < size_brackets.below_wanyuan
    )
where project_months.has_data
order by project_months.campaign_id, project_months.month, project_months.project_code
