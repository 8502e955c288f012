-- watched_not_filed: watched projects of which nothing was filed for the month.
-- grain: one row per project. `last_source_*` say where the last row filed is; null if there is none.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    follow_up_months.project_name,
    follow_up_months.project_code,
    follow_up_months.total_investment_wanyuan,
    monitoring.size_from_wanyuan,
    follow_up_months.source_file as last_source_file,
    follow_up_months.source_sheet as last_source_sheet,
    follow_up_months.source_row as last_source_row,
from follow_up_months
join monitoring using (campaign_id)
join contenders
    on contenders.campaign_id = follow_up_months.campaign_id
    and contenders.unit_id = follow_up_months.unit_id
where
    follow_up_months.campaign_id = $campaign
    and follow_up_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
    and follow_up_months.is_watched
    and not follow_up_months.is_filed
order by
    contenders.position, follow_up_months.total_investment_wanyuan desc,
    follow_up_months.project_code
