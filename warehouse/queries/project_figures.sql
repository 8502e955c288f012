-- project_figures: both figures of a unit's projects in one month, the largest difference first.
-- grain: one row per listed project; the source is the row of progress that was filed last.
-- params: $campaign, $month, $unit
select
    names.project_name,
    project_months.project_code,
    project_months.period_plan_wanyuan,
    project_months.invested_to_date_wanyuan,
    project_months.reported_to_date_wanyuan,
    project_months.statistical_to_date_wanyuan,
    project_months.statistical_to_date_wanyuan - project_months.reported_to_date_wanyuan
        as difference_wanyuan,
    exact_ratio(
        project_months.reported_to_date_wanyuan,
        project_months.period_plan_wanyuan,
        campaigns.rate_decimals + 2
    ) as reported_rate,
    exact_ratio(
        project_months.statistical_to_date_wanyuan,
        project_months.period_plan_wanyuan,
        campaigns.rate_decimals + 2
    ) as statistical_rate,
    project_months.is_filed,
    project_months.source_file,
    project_months.source_sheet,
    project_months.source_row,
from project_months
join campaigns using (campaign_id)
left join (
    select campaign_id, project_code, arg_max(project_name, filing_month) as project_name
    from projects
    where filing_month <= $month
    group by all
) as names using (campaign_id, project_code)
where
    project_months.campaign_id = $campaign
    and project_months.month = $month
    and project_months.unit_id = $unit
order by abs(difference_wanyuan) desc nulls last, project_months.project_code
