-- consequences_by_rule: what a month leads to, rule by rule, gravest first: by whom, to whom, how many.
-- grain: one row per consequence and state (due before threatened). `cases` are the units, projects,
-- issues, targets or stages that met the condition; `unit_names` those concerned, each once.
-- params: $campaign, $month, $track, $language
with of_units as (
    select
        consequences_due.consequence_id,
        consequences_due.state,
        consequences_due.unit_id,
        any_value(if($language = 'en', contenders.name_en, contenders.name_zh)) as unit,
        any_value(contenders.position) as unit_position,
        count(*) as cases,
    from consequences_due
    left join contenders using (campaign_id, track_id, unit_id)
    where
        consequences_due.campaign_id = $campaign
        and consequences_due.month = $month
        and ($track = 'all' or consequences_due.track_id = $track)
    group by all
),

counted as (
    select
        consequence_id,
        state,
        sum(cases)::bigint as cases,
        count(unit_id) as units,
        list(unit order by unit_position) filter (where unit is not null) as unit_names,
    from of_units
    group by all
)

select
    counted.consequence_id,
    counted.state,
    consequences.kind,
    consequences.subject,
    if($language = 'en', consequences.when_en, consequences.when_zh) as why,
    if($language = 'en', consequences.action_en, consequences.action_zh) as action,
    if($language = 'en', consequences.by_en, consequences.by_zh) as done_by,
    if($language = 'en', consequences.to_en, consequences.to_zh) as done_to,
    consequences.clause,
    consequences.is_ours,
    counted.cases,
    counted.units,
    counted.unit_names,
from counted
join consequences
    on consequences.campaign_id = $campaign
    and consequences.consequence_id = counted.consequence_id
order by
    counted.state,
    gravity(consequences.kind),
    consequences.subject != 'unit',
    counted.cases,
    consequences.position
