-- project_targets: the targets that a project counts for in a month, and what it adds to each.
-- grain: one row per target and thing of the project that is counted (itself, a milestone, a
-- parcel, a bond). Money of sums in 亿元, of rates in 万元.
-- params: $campaign, $month, $project, $language
select
    if($language = 'en', targets.name_en, targets.name_zh) as target,
    rows.made_of,
    rows.row_name,
    if(
        targets.measured_in = '亿元',
        (rows.part::decimal(30, 4) * 0.0001::decimal(5, 4))::decimal(38, 8),
        rows.part::decimal(38, 8)
    ) as part,
    if(targets.is_rate, rows.of_whole, null) as of_whole,
    targets.measured_in,
    targets.clause,
    targets.is_ours,
    targets.target_id,
    rows.source_file,
    rows.source_sheet,
    rows.source_row,
from target_rows as rows
join targets using (campaign_id, target_id)
where
    rows.campaign_id = $campaign
    and rows.month = $month
    and rows.project_code = $project
order by targets.position, rows.made_of, rows.row_id
