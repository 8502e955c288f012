-- quality_rejects: the values returned to units that nothing filed since has put right.
-- grain: one row per fault that stands in the month.
-- params: $campaign, $month, $track, $language, $unit
-- `$unit` may be `all`.
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    rejects.filed_by as unit_id,
    rejects.table_name,
    rejects.column_name,
    rejects.value,
    rejects.reason,
    rejects.expected,
    rejects.received_at,
    rejects.source_file,
    rejects.source_sheet,
    rejects.source_row,
from open_rejects as rejects
left join contenders
    on contenders.campaign_id = rejects.campaign_id
    and contenders.unit_id = rejects.filed_by
where
    rejects.campaign_id = $campaign
    and rejects.month = $month
    and ($track = 'all' or contenders.track_id = $track)
    and ($unit = 'all' or rejects.filed_by = $unit)
order by
    contenders.position nulls last,
    rejects.source_file,
    rejects.source_sheet,
    rejects.source_row,
    rejects.column_name
