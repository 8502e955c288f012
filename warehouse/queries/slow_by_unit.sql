-- slow_by_unit: how many slow projects of which kind each unit has at the end of a month.
-- grain: one row per unit with a slow project, those with most first. A project may be of two kinds.
-- params: $campaign, $month, $track, $language
select
    slow_projects.unit_id,
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    count(distinct slow_projects.project_code) as slow_projects,
    count(*) filter (where slow_projects.kind = 'zombie') as zombies,
    count(*) filter (where slow_projects.kind = 'snail') as snails,
    count(*) filter (where slow_projects.kind = 'marathon') as marathons,
from slow_projects
join contenders
    on contenders.campaign_id = slow_projects.campaign_id
    and contenders.unit_id = slow_projects.unit_id
where
    slow_projects.campaign_id = $campaign
    and slow_projects.month = $month
    and ($track = 'all' or contenders.track_id = $track)
group by slow_projects.unit_id, unit, contenders.position
order by slow_projects desc, contenders.position
