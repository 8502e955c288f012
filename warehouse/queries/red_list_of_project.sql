-- red_list_of_project: every stay of a project on the red list, with the rows that say so.
-- grain: one row per stay, the first one first. `closed_month` is null where it is still on.
-- params: $campaign, $project
select
    stay,
    entered_month,
    entered_schedule_attainment,
    entered_invested_to_date_wanyuan,
    entered_planned_to_date_wanyuan,
    entered_source_file,
    entered_source_sheet,
    entered_source_row,
    closed_month,
    closed_by,
    closed_schedule_attainment,
    closed_invested_to_date_wanyuan,
    closed_planned_to_date_wanyuan,
    closed_source_file,
    closed_source_sheet,
    closed_source_row,
from red_list
where campaign_id = $campaign and project_code = $project
order by stay
