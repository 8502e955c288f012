-- edition_movers: what changed a published month afterwards, and how many units it moved.
-- grain: one row per unit whose figures changed, and filing; without a filing, `reason` says what
-- else has changed: definition, code or the issue of an earlier month. The latest received first.
-- params: $campaign, $month, $track, $language
select
    coalesce(
        if($language = 'en', others.name_en, others.name_zh), causes.other_id, causes.unit_id
    ) as unit,
    causes.reason as what,
    causes.table_name,
    causes.filing_id,
    causes.source_file as filed_as,
    causes.received_at,
    count(distinct causes.unit_id) as units_moved,
from edition_causes as causes
join editions using (campaign_id, month, issue)
join edition_changes as changed using (campaign_id, month, issue, unit_id)
left join contenders as others
    on others.campaign_id = causes.campaign_id
    and others.unit_id = coalesce(causes.other_id, causes.unit_id)
where
    editions.is_in_force
    and causes.campaign_id = $campaign
    and causes.month = $month
    and ($track = 'all' or changed.track_id = $track)
group by all
order by causes.received_at desc nulls last, units_moved desc, unit, filed_as, causes.table_name, causes.filing_id
