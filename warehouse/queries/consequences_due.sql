-- consequences_due: what a month leads to, unit by unit: what is done, by whom, to whom, and why.
-- grain: one row per consequence and unit, or project, issue, target or stage of it. `unit` is null
-- where a target of the campaign as a whole is missed. `state`: due, or threatened.
-- `unit_rank` and `unit_score` are how the unit stands now; null where it is about one of its projects.
-- params: $campaign, $month, $track, $language
with project_names as (
    select
        projects.project_code,
        projects.unit_id,
        min(projects.project_name) as project_name,
    from lists
    join projects using (campaign_id, filing_id)
    where lists.campaign_id = $campaign and lists.month = $month and lists.table_name = 'projects'
    group by all
)

select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    consequences_due.unit_id,
    consequences_due.consequence_id,
    consequences.kind,
    consequences_due.state,
    if($language = 'en', consequences.when_en, consequences.when_zh) as why,
    if($language = 'en', consequences.action_en, consequences.action_zh) as action,
    if($language = 'en', consequences.by_en, consequences.by_zh) as done_by,
    if($language = 'en', consequences.to_en, consequences.to_zh) as done_to,
    consequences.clause,
    consequences.is_ours,
    consequences_due.streak,
    consequences_due.light,
    consequences_due.rank,
    standings.rank as unit_rank,
    standings.score as unit_score,
    consequences_due.missed_projects,
    consequences_due.project_code,
    project_names.project_name,
    consequences_due.issue_id,
    if($language = 'en', levels.name_en, levels.name_zh) as level,
    consequences_due.target_id,
    if($language = 'en', targets.name_en, targets.name_zh) as target,
    consequences_due.checkpoint_on,
    if($language = 'en', stages.name_en, stages.name_zh) as stage,
    consequences_due.source_file,
    consequences_due.source_sheet,
    consequences_due.source_row,
from consequences_due
join consequences using (campaign_id, consequence_id)
left join contenders using (campaign_id, track_id, unit_id)
left join tracks
    on tracks.campaign_id = consequences_due.campaign_id
    and tracks.track_id = contenders.track_id
left join standings
    on standings.campaign_id = consequences_due.campaign_id
    and standings.month = consequences_due.month
    and standings.unit_id = consequences_due.unit_id
    and coalesce(consequences_due.project_code, consequences_due.issue_id) is null
left join project_names
    on project_names.project_code = consequences_due.project_code
    and project_names.unit_id = consequences_due.unit_id
left join labels as levels
    on levels.campaign_id = consequences_due.campaign_id
    and levels.kind = 'issue_level'
    and levels.id = consequences_due.level
left join labels as targets
    on targets.campaign_id = consequences_due.campaign_id
    and targets.kind = 'target'
    and targets.id = consequences_due.target_id
left join labels as stages
    on stages.campaign_id = consequences_due.campaign_id
    and stages.kind = 'stage'
    and stages.id = consequences_due.stage
where
    consequences_due.campaign_id = $campaign
    and consequences_due.month = $month
    and ($track = 'all' or consequences_due.track_id = $track)
order by
    tracks.position nulls first,
    contenders.position,
    consequences.position,
    consequences_due.project_code,
    consequences_due.issue_id,
    consequences_due.target_id,
    consequences_due.checkpoint_on,
    consequences_due.stage
