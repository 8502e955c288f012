-- red_list: the projects that are on the red list at the end of a month, and those closed in it.
-- grain: one row per stay of a project on the list. `state`: entered, open or closed in the month.
-- params: $campaign, $month, $track, $language
-- A project that its unit no longer lists stays, with `is_listed` false.
select
    case
        when red_list.closed_month = $month then 'closed'
        when red_list.entered_month = $month then 'entered'
        else 'open'
    end as state,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    listed.project_name,
    listed.project_code,
    listed.stay,
    red_list.entered_month,
    red_list.entered_schedule_attainment,
    listed.schedule_attainment,
    listed.is_listed,
    listed.is_filed,
    not listed.is_filed as is_not_filed,
    if(red_list.closed_month <= $month, red_list.closed_month, null) as closed_month,
    if(red_list.closed_month <= $month, red_list.closed_by, null) as closed_by,
    red_list.entered_source_file,
    red_list.entered_source_sheet,
    red_list.entered_source_row,
    if(red_list.closed_month <= $month, red_list.closed_source_file, null)
        as closed_source_file,
    if(red_list.closed_month <= $month, red_list.closed_source_sheet, null)
        as closed_source_sheet,
    if(red_list.closed_month <= $month, red_list.closed_source_row, null) as closed_source_row,
from red_list_months as listed
join red_list using (campaign_id, project_code, stay)
join contenders
    on contenders.campaign_id = listed.campaign_id
    and contenders.unit_id = listed.unit_id
where
    listed.campaign_id = $campaign
    and listed.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by red_list.entered_month, contenders.position, listed.project_code
