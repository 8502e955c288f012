-- consequences_by_kind: how many a month leads to, kind by kind, gravest first.
-- grain: one row per kind and state (due before threatened). A unit counts once in `units`.
-- params: $campaign, $month, $track
select
    consequences_due.state,
    consequences.kind,
    count(*) as cases,
    count(distinct consequences_due.unit_id) as units,
from consequences_due
join consequences using (campaign_id, consequence_id)
where
    consequences_due.campaign_id = $campaign
    and consequences_due.month = $month
    and ($track = 'all' or consequences_due.track_id = $track)
group by consequences_due.state, consequences.kind
order by
    consequences_due.state,
    gravity(consequences.kind)
