-- project_attainments: the schedule attainment of every project at every month, as it is published.
-- grain: one row per campaign, month with data and project. Where the month was not filed the last
-- figure is carried; null where nothing is planned to date or nothing is known.
-- needs: campaigns, project_months
select
    project_months.campaign_id,
    project_months.month,
    project_months.track_id,
    project_months.unit_id,
    project_months.project_code,
    project_months.is_filed,
    exact_ratio(
        project_months.invested_to_date_wanyuan,
        project_months.planned_to_date_wanyuan,
        campaigns.rate_decimals + 2
    ) as schedule_attainment,
from project_months
join campaigns using (campaign_id)
where project_months.has_data
