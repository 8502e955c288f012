-- target_projects: the rows behind a target: projects, milestones, prospects, parcels, bonds, units'
-- totals or values filed as such, with the cell that they were filed in.
-- grain: one row per row behind it, those that add most first. `part` adds up to the value (of a
-- rate: to the numerator), `of_whole` to the denominator; money of sums in 亿元, of rates in 万元.
-- params: $campaign, $month, $target, $unit, $language
-- $unit is a contender, or 'whole'.
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    rows.row_name,
    if(
        targets.measured_in = '亿元' and rows.made_of != 'indicators',
        (rows.part::decimal(30, 4) * 0.0001::decimal(5, 4))::decimal(38, 8),
        rows.part::decimal(38, 8)
    ) as part,
    if(targets.is_rate, rows.of_whole, null) as of_whole,
    rows.is_filed,
    rows.source_file,
    rows.source_sheet,
    rows.source_row,
    rows.list_source_file,
    rows.list_source_sheet,
    rows.list_source_row,
    rows.made_of,
    rows.row_id,
    rows.project_code,
from target_rows as rows
join targets using (campaign_id, target_id)
left join contenders using (campaign_id, unit_id)
where
    rows.campaign_id = $campaign
    and rows.month = $month
    and rows.target_id = $target
    and if(
        $unit = 'whole',
        rows.made_of != 'indicators' or rows.unit_id is null,
        rows.unit_id = $unit
    )
order by part desc nulls last, rows.unit_id, rows.row_id
