-- edition_causes: why units stand otherwise today than a month's last issue says.
-- grain: one row per unit, other unit whose figures moved it (or itself), and filing. Without a
-- filing, `reason` says what else has changed: definition, known errors, code or an earlier month's issue.
-- params: $campaign, $month, $track, $language
select
    causes.unit_id,
    causes.relation,
    causes.other_id,
    coalesce(
        if($language = 'en', others.name_en, others.name_zh), causes.other_id, causes.unit_id
    ) as other,
    causes.reason,
    causes.table_name,
    causes.source_file,
    causes.received_at,
from edition_causes as causes
join editions using (campaign_id, month, issue)
join edition_changes as changed using (campaign_id, month, issue, unit_id)
left join contenders as others
    on others.campaign_id = causes.campaign_id and others.unit_id = causes.other_id
where
    editions.is_in_force
    and causes.campaign_id = $campaign
    and causes.month = $month
    and ($track = 'all' or changed.track_id = $track)
order by
    causes.unit_id, causes.relation, causes.other_id, causes.received_at, causes.filing_id
