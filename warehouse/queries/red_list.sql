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
    red_list.project_code,
    red_list.stay,
    red_list.entered_month,
    red_list.entered_schedule_attainment,
    listed.schedule_attainment,
    listed.month = $month as is_listed,
    listed.month = $month and listed.is_filed as is_filed,
    not (listed.month = $month and listed.is_filed) as is_not_filed,
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
from red_list
-- the last month up to this one in which the project was listed: there is one, it entered in it
join follow_up_months as listed
    on listed.campaign_id = red_list.campaign_id
    and listed.project_code = red_list.project_code
    and listed.month = (
        select max(month)
        from follow_up_months as earlier
        where
            earlier.campaign_id = red_list.campaign_id
            and earlier.project_code = red_list.project_code
            and earlier.month <= $month
    )
join contenders
    on contenders.campaign_id = red_list.campaign_id
    and contenders.unit_id = listed.unit_id
where
    red_list.campaign_id = $campaign
    and red_list.entered_month <= $month
    and coalesce(red_list.closed_month >= $month, true)
    and ($track = 'all' or contenders.track_id = $track)
order by red_list.entered_month, contenders.position, red_list.project_code
