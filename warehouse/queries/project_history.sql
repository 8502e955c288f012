-- project_history: a project month by month: the plan to the campaign's end, what was completed and
-- how it was lit up to the chosen month, and the rows that say so.
-- grain: one row per month of the campaign in which the project is listed.
-- params: $campaign, $month, $project
-- Months after the chosen one have their plan alone. `is_filed` is null in them: nothing is known
-- yet. What a month did not file is carried, and `light` is grey.
select
    months.month,
    months.month <= $month and months.has_data as is_past,
    months.planned_to_date_wanyuan,
    if(is_past, months.invested_to_date_wanyuan, null) as invested_to_date_wanyuan,
    if(is_past, results.planned_in_month_wanyuan, null) as planned_in_month_wanyuan,
    if(is_past, results.invested_in_month_wanyuan, null) as invested_in_month_wanyuan,
    if(is_past, lights.schedule_attainment, null) as schedule_attainment,
    if(is_past, lights.light, null) as light,
    if(is_past, months.is_filed, null) as is_filed,
    if(is_past and months.is_filed, months.source_file, null) as source_file,
    if(is_past and months.is_filed, months.source_sheet, null) as source_sheet,
    if(is_past and months.is_filed, months.source_row, null) as source_row,
from project_months as months
left join project_lights as lights
    on lights.campaign_id = $campaign
    and lights.project_code = $project
    and lights.month = months.month
left join month_results as results
    on results.campaign_id = $campaign
    and results.project_code = $project
    and results.month = months.month
where months.campaign_id = $campaign and months.project_code = $project
order by months.month
