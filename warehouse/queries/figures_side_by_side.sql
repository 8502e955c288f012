-- figures_side_by_side: what units report beside what the statistics office counts, in one month.
-- grain: one row per unit. `completion_rate` is the one ranked by; `figure` says from which figure.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    figure_months.unit_id,
    figure_months.figure,
    unit_months.completion_rate,
    figure_months.compared_reported_rate,
    figure_months.statistical_rate,
    100 * (figure_months.statistical_rate - figure_months.compared_reported_rate)
        as difference_points,
    figure_months.projects,
    figure_months.statistical_projects,
    figure_months.compared_reported_wanyuan,
    figure_months.statistical_to_date_wanyuan,
    figure_months.difference_wanyuan,
    figure_months.compared_plan_wanyuan,
    figure_months.reported_rate,
    figure_months.reported_to_date_wanyuan,
    unit_months.invested_to_date_wanyuan,
from figure_months
join unit_months using (campaign_id, month, unit_id)
join contenders using (campaign_id, unit_id)
join tracks on tracks.campaign_id = contenders.campaign_id and tracks.track_id = contenders.track_id
where
    figure_months.campaign_id = $campaign
    and figure_months.month = $month
    and ($track = 'all' or contenders.track_id = $track)
order by tracks.position, contenders.position
