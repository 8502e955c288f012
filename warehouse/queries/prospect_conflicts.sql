-- prospect_conflicts: the same investor with the same content on the lists of two units.
-- grain: one row per pair. A confidential one names neither side: it says that there is such a pair.
-- params: $campaign, $month, $track, $unit, $language
select
    prospect_conflicts.match,
    prospect_conflicts.investor_similarity,
    prospect_conflicts.content_similarity,
    prospect_conflicts.first_prospect_id,
    if($language = 'en', one.name_en, one.name_zh) as first_unit,
    first_entry.investor as first_investor,
    first_entry.content as first_content,
    prospect_conflicts.first_listed_on,
    prospect_conflicts.first_protected_from,
    prospect_conflicts.second_prospect_id,
    if($language = 'en', other.name_en, other.name_zh) as second_unit,
    second_entry.investor as second_investor,
    second_entry.content as second_content,
    prospect_conflicts.second_listed_on,
    prospect_conflicts.second_protected_from,
    prospect_conflicts.is_tied,
    prospect_conflicts.lead_days,
    prospect_conflicts.listed_lead_days,
    prospect_conflicts.is_confidential,
    case
        when prospect_conflicts.is_confidential then 'confidential'
        when prospect_conflicts.is_tied then 'tied'
        when prospect_conflicts.second_protected_from is null then 'unprotected'
        else 'first'
    end as verdict,
    prospect_conflicts.first_source_file,
    prospect_conflicts.first_source_sheet,
    prospect_conflicts.first_source_row,
    prospect_conflicts.second_source_file,
    prospect_conflicts.second_source_sheet,
    prospect_conflicts.second_source_row,
from prospect_conflicts
left join contenders as one
    on one.campaign_id = prospect_conflicts.campaign_id
    and one.unit_id = prospect_conflicts.first_unit_id
left join contenders as other
    on other.campaign_id = prospect_conflicts.campaign_id
    and other.unit_id = prospect_conflicts.second_unit_id
left join prospects as first_entry
    on first_entry.campaign_id = prospect_conflicts.campaign_id
    and first_entry.prospect_id = prospect_conflicts.first_prospect_id
    and first_entry.source_file = prospect_conflicts.first_source_file
    and first_entry.source_sheet = prospect_conflicts.first_source_sheet
    and first_entry.source_row = prospect_conflicts.first_source_row
left join prospects as second_entry
    on second_entry.campaign_id = prospect_conflicts.campaign_id
    and second_entry.prospect_id = prospect_conflicts.second_prospect_id
    and second_entry.source_file = prospect_conflicts.second_source_file
    and second_entry.source_sheet = prospect_conflicts.second_source_sheet
    and second_entry.source_row = prospect_conflicts.second_source_row
where
    prospect_conflicts.campaign_id = $campaign
    and prospect_conflicts.month = $month
    and (
        $unit in ('all', prospect_conflicts.first_unit_id, prospect_conflicts.second_unit_id)
    )
    and ($track = 'all' or $track in (one.track_id, other.track_id))
order by
    prospect_conflicts.is_confidential,
    one.position,
    prospect_conflicts.first_prospect_id,
    prospect_conflicts.second_prospect_id
