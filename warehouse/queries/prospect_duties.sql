-- prospect_duties: what each unit owes in prospects, what it has, what is missing.
-- grain: one row per duty and unit. A post that is not of a unit has no unit and no figures.
-- params: $campaign, $month, $track, $kind, $language
select
    prospect_duties.duty_id,
    if($language = 'en', labels.name_en, labels.name_zh) as duty,
    prospect_duties.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    prospect_duties.owed,
    prospect_duties.met,
    prospect_duties.missing,
    prospect_duties.to_check,
    prospect_duties.undecided,
    prospect_duties.landed_exits,
    prospect_duties.missing_beyond_landed,
    prospect_duties.must_fill,
    prospect_duties.clause,
from prospect_duties
join labels
    on labels.campaign_id = prospect_duties.campaign_id
    and labels.kind = if(prospect_duties.kind = 'allocation', 'target', prospect_duties.kind)
    and labels.id = prospect_duties.duty_id
left join contenders
    on contenders.campaign_id = prospect_duties.campaign_id
    and contenders.unit_id = prospect_duties.unit_id
where
    prospect_duties.campaign_id = $campaign
    and prospect_duties.month = $month
    and prospect_duties.kind = $kind
    and ($track = 'all' or contenders.track_id = $track)
order by labels.position, contenders.position
