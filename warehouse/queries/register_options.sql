-- register_options: what the projects of a month can be filtered by, with how many there are.
-- grain: one row per kind of filter and id, in the order in which it is offered. `name` is null
-- where the id is one of a choice of the filed tables; `none` is what was not given.
-- params: $campaign, $month, $track, $language
with listed as (
    select
        unnest([
            {'kind': 'unit', 'id': unit_id},
            {'kind': 'domain', 'id': domain},
            {'kind': 'category', 'id': category},
            {'kind': 'sector', 'id': coalesce(sector, 'none')},
            {'kind': 'level', 'id': coalesce(level, 'none')},
            {'kind': 'size', 'id': coalesce(size_id, 'none')},
            {'kind': 'status', 'id': coalesce(status, 'none')},
        ]) as told,
    from project_register
    where
        campaign_id = $campaign
        and month = $month
        and ($track = 'all' or track_id = $track)
),

counted as (
    select told.kind as kind, told.id as id, count(*) as projects
    from listed
    group by all
)

select
    counted.kind,
    counted.id,
    case counted.kind
        when 'unit' then if($language = 'en', contenders.name_en, contenders.name_zh)
        when 'sector' then if(counted.id = 'none', null, counted.id)
        else if($language = 'en', labels.name_en, labels.name_zh)
    end as name,
    counted.projects,
from counted
left join contenders
    on contenders.campaign_id = $campaign
    and counted.kind = 'unit'
    and contenders.unit_id = counted.id
left join labels
    on labels.campaign_id = $campaign
    and labels.kind = counted.kind
    and labels.id = counted.id
order by
    counted.kind,
    counted.id = 'none',
    coalesce(contenders.position, labels.position) nulls last,
    counted.projects desc,
    counted.id
