-- prospect_duty_entries: the prospects of a unit, and what each is to one of its duties.
-- grain: one row per prospect.
-- params: $campaign, $month, $kind, $duty, $unit
select
    prospect_duty_entries.prospect_id,
    prospects.prospect_name,
    prospects.total_investment_wanyuan,
    prospect_duty_entries.outcome,
    prospect_duty_entries.floor_wanyuan,
    prospect_duty_entries.source_file,
    prospect_duty_entries.source_sheet,
    prospect_duty_entries.source_row,
from prospect_duty_entries
join prospects using (campaign_id, prospect_id, source_file, source_sheet, source_row)
where
    prospect_duty_entries.campaign_id = $campaign
    and prospect_duty_entries.month = $month
    and prospect_duty_entries.kind = $kind
    and prospect_duty_entries.duty_id = $duty
    and prospect_duty_entries.unit_id = $unit
order by prospect_duty_entries.prospect_id
