-- consequences_of_unit: what every month has led to for one unit, its projects and its issues.
-- grain: one row per month, consequence and state, latest month first; `cases` is the number of
-- projects, issues, targets or stages that met the condition, 1 where it was the unit itself.
-- params: $campaign, $unit, $language
select
    consequences_due.month,
    consequences_due.consequence_id,
    consequences.kind,
    consequences_due.state,
    if($language = 'en', consequences.when_en, consequences.when_zh) as why,
    if($language = 'en', consequences.action_en, consequences.action_zh) as action,
    if($language = 'en', consequences.by_en, consequences.by_zh) as done_by,
    if($language = 'en', consequences.to_en, consequences.to_zh) as done_to,
    consequences.clause,
    consequences.is_ours,
    count(*) as cases,
    max(consequences_due.streak) as streak,
    max(consequences_due.rank) as rank,
from consequences_due
join consequences using (campaign_id, consequence_id)
where consequences_due.campaign_id = $campaign and consequences_due.unit_id = $unit
group by all
order by consequences_due.month desc, any_value(consequences.position), consequences_due.state
