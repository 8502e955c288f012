-- consequences_of_standings: what a month leads to for units themselves, and for whom.
-- grain: one row per consequence that is due; `units` are the names of those whom it meets, the
-- first of the standings first.
-- params: $campaign, $month, $track, $language
with due as (
    select distinct
        consequences_due.campaign_id,
        consequences_due.month,
        consequences_due.track_id,
        consequences_due.unit_id,
        consequences_due.consequence_id,
    from consequences_due
    join consequences using (campaign_id, consequence_id)
    where
        consequences_due.campaign_id = $campaign
        and consequences_due.month = $month
        and ($track = 'all' or consequences_due.track_id = $track)
        and consequences_due.state = 'due'
        and consequences.subject = 'unit'
)

select
    if($language = 'en', consequences.by_en, consequences.by_zh) as done_by,
    if($language = 'en', consequences.action_en, consequences.action_zh) as action,
    if($language = 'en', consequences.to_en, consequences.to_zh) as done_to,
    if($language = 'en', consequences.when_en, consequences.when_zh) as why,
    consequences.consequence_id,
    consequences.clause,
    consequences.is_ours,
    list(
        if($language = 'en', contenders.name_en, contenders.name_zh)
        order by standings.rank nulls last, contenders.position
    ) as units,
from due
join consequences using (campaign_id, consequence_id)
join contenders using (campaign_id, track_id, unit_id)
join standings using (campaign_id, month, track_id, unit_id)
group by all
order by any_value(consequences.position)
