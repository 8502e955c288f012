-- prospects: the list as it stands at a month's end, those that have left included.
-- grain: one row per entry. Name, investor and content of confidential entries are empty.
-- params: $campaign, $month, $track, $unit, $language
select
    prospect_months.prospect_id,
    prospects.prospect_name,
    prospects.investor,
    prospects.content,
    prospect_months.is_confidential,
    coalesce(if($language = 'en', contenders.name_en, contenders.name_zh), prospect_months.unit_id)
        as unit,
    if($language = 'en', labels.name_en, labels.name_zh) as tier,
    prospects.sector,
    prospect_months.total_investment_wanyuan,
    prospect_months.state,
    prospect_months.listed_on,
    prospect_months.exited_on,
    prospect_months.exit_reason,
    prospect_months.node,
    prospect_months.node_on,
    prospect_months.days_at_node,
    prospect_months.is_landed,
    prospect_months.landed_on,
    prospect_months.is_out_of_order,
    prospect_months.skipped_nodes,
    prospect_months.phase_group,
    prospect_months.phase,
    prospect_months.phases,
    prospect_months.source_file,
    prospect_months.source_sheet,
    prospect_months.source_row,
from prospect_months
join prospects using (campaign_id, prospect_id, source_file, source_sheet, source_row)
left join contenders
    on contenders.campaign_id = prospect_months.campaign_id
    and contenders.unit_id = prospect_months.unit_id
left join labels
    on labels.campaign_id = prospect_months.campaign_id
    and labels.kind = 'tier'
    and labels.id = prospect_months.tier
where
    prospect_months.campaign_id = $campaign
    and prospect_months.month = $month
    and ($unit = 'all' or prospect_months.unit_id = $unit)
    and ($track = 'all' or contenders.track_id = $track)
order by contenders.position, prospect_months.listed_on, prospect_months.prospect_id
