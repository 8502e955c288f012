-- prospect_findings: what speaks against entries of the list at a month's end, hints last.
-- grain: one row per entry and reason. Without an id: a confidential entry has such, whose is not told.
-- params: $campaign, $month, $track, $unit, $language
select
    prospect_findings.prospect_id,
    prospects.prospect_name,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    prospect_findings.rule,
    if(prospect_findings.prospect_id is null, 'confidential', prospect_findings.rule) as said,
    prospect_findings.is_hint,
    if(prospect_findings.is_hint, 'hint', 'finding') as weight,
    prospect_findings.subject,
    if($language = 'en', labels.name_en, labels.name_zh) as subject_name,
    prospect_findings.found_in,
    prospect_findings.word,
    prospect_findings.amount_wanyuan,
    prospect_findings.limit_wanyuan,
    prospect_findings.days,
    prospect_findings.counted,
    prospect_findings.allowed,
    prospect_findings.others,
    prospect_findings.clause,
    prospect_findings.is_confidential,
    prospect_findings.source_file,
    prospect_findings.source_sheet,
    prospect_findings.source_row,
from prospect_findings
left join prospects using (campaign_id, prospect_id, source_file, source_sheet, source_row)
left join contenders
    on contenders.campaign_id = prospect_findings.campaign_id
    and contenders.unit_id = prospect_findings.unit_id
left join labels
    on labels.campaign_id = prospect_findings.campaign_id
    and labels.kind = case prospect_findings.rule
        when 'excluded' then 'exclusion'
        when 'wrong_domain' then 'domain'
        when 'below_floor' then 'tier'
        when 'below_about' then 'tier'
    end
    and labels.id = prospect_findings.subject
where
    prospect_findings.campaign_id = $campaign
    and prospect_findings.month = $month
    and ($unit = 'all' or prospect_findings.unit_id = $unit)
    and ($track = 'all' or contenders.track_id = $track)
order by
    prospect_findings.is_hint,
    contenders.position,
    prospect_findings.prospect_id,
    prospect_findings.rule,
    prospect_findings.subject
