-- consequences_in_row: what a month leads to for each unit itself, short enough to stand in its row.
-- grain: one row per unit, kind of consequence, who carries it out and clause; gravest first.
-- params: $campaign, $month, $track, $language
select
    consequences_due.unit_id,
    consequences.kind,
    if($language = 'en', consequences.by_en, consequences.by_zh) as done_by,
    consequences.clause,
from consequences_due
join consequences using (campaign_id, consequence_id)
where
    consequences_due.campaign_id = $campaign
    and consequences_due.month = $month
    and ($track = 'all' or consequences_due.track_id = $track)
    and consequences_due.state = 'due'
    and consequences.subject = 'unit'
group by all
order by consequences_due.unit_id, min(gravity(consequences.kind)), min(consequences.position)
