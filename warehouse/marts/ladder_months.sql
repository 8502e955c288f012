-- ladder_months: how far each project has climbed on each ladder of the race.
-- grain: one row per campaign, month with data, ladder and listed project; `rung` is null where
-- none is reached. The row filed is the one that the rung was reached by.
-- needs: campaign_months, ladder_rungs, milestone_months, progress_origins, project_months
-- needs: reported, rung_ways
-- Known is a project of which something is filed that the ladder looks at. `done` are the points of
-- its rung, 0 where none is reached, null where nothing is known; `due` those of the highest one.
with climbing as (
    select
        project_months.*,
        campaign_months.last_day,
        reported.in_production_on,
        reported.registered_in_statistics,
    from project_months
    join campaign_months using (campaign_id, month)
    asof left join reported
        on reported.campaign_id = project_months.campaign_id
        and reported.project_code = project_months.project_code
        and reported.month <= project_months.month
    where project_months.has_data
),

looked_at as (
    select
        climbing.campaign_id,
        climbing.month,
        climbing.project_code,
        rung_ways.ladder,
        rung_ways.rung,
        climbing.source_file is not null as is_known,
        coalesce(
            case rung_ways.event
                when 'started_on' then climbing.is_started
                when 'completed_on' then climbing.is_completed
                when 'in_production_on' then climbing.in_production_on <= climbing.last_day
                when 'registered_in_statistics' then climbing.registered_in_statistics
            end,
            false
        ) as is_reached,
        progress_origins.source_file,
        progress_origins.source_sheet,
        progress_origins.source_row,
    from climbing
    join rung_ways using (campaign_id)
    asof left join progress_origins
        on progress_origins.campaign_id = climbing.campaign_id
        and progress_origins.project_code = climbing.project_code
        and progress_origins.said = rung_ways.event
        and progress_origins.month <= climbing.month
    where rung_ways.event is not null

    union all by name

    select
        milestone_months.campaign_id,
        milestone_months.month,
        milestone_months.project_code,
        rung_ways.ladder,
        rung_ways.rung,
        true as is_known,
        milestone_months.is_done as is_reached,
        milestone_months.source_file,
        milestone_months.source_sheet,
        milestone_months.source_row,
    from milestone_months
    join rung_ways
        on rung_ways.campaign_id = milestone_months.campaign_id
        and rung_ways.milestone = milestone_months.milestone
),

furthest as (
    select
        campaign_id,
        month,
        project_code,
        ladder,
        bool_or(is_known) as is_known,
        arg_max(rung, (position, source_file, source_row)) filter (where is_reached) as rung,
        arg_max(
            {'file': source_file, 'sheet': source_sheet, 'row': source_row},
            (is_reached, if(is_reached, position, -1), source_file, source_row)
        ) filter (where is_known) as source,
    from looked_at
    join ladder_rungs using (campaign_id, ladder, rung)
    group by all
)

select
    climbing.campaign_id,
    climbing.month,
    climbing.track_id,
    climbing.unit_id,
    ladders.ladder,
    climbing.project_code,
    furthest.rung,
    coalesce(furthest.is_known, false) as is_known,
    if(furthest.is_known, coalesce(ladder_rungs.rung_points, 0), null)::decimal(38, 4) as done,
    ladders.due,
    furthest.source.file as source_file,
    furthest.source.sheet as source_sheet,
    furthest.source.row as source_row,
from climbing
join (
    select distinct campaign_id, ladder, top_points::decimal(38, 4) as due from ladder_rungs
) as ladders using (campaign_id)
left join furthest
    on furthest.campaign_id = climbing.campaign_id
    and furthest.month = climbing.month
    and furthest.project_code = climbing.project_code
    and furthest.ladder = ladders.ladder
left join ladder_rungs
    on ladder_rungs.campaign_id = climbing.campaign_id
    and ladder_rungs.ladder = ladders.ladder
    and ladder_rungs.rung = furthest.rung
