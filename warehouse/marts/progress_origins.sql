-- progress_origins: the row of progress that last said what is known of a project.
-- grain: one row per campaign, project, month filed and what is said: `invested`, or an event by
-- the name of its column. An event that nobody dated goes by the last row with a status.
-- needs: progress
with said as (
    select
        campaign_id,
        project_code,
        month,
        status is not null as has_status,
        {'file': source_file, 'sheet': source_sheet, 'row': source_row} as source,
        unnest([
            {
                'said': 'invested',
                'is_said': coalesce(
                    invested_to_date_wanyuan, invested_in_month_wanyuan, statistical_to_date_wanyuan
                ) is not null
            },
            {'said': 'started_on', 'is_said': started_on is not null},
            {'said': 'completed_on', 'is_said': completed_on is not null},
            {'said': 'in_production_on', 'is_said': in_production_on is not null},
            {'said': 'registered_in_statistics', 'is_said': registered_in_statistics is not null},
        ]) as what,
    from progress
),

latest as (
    select
        campaign_id,
        project_code,
        month,
        what.said as said,
        coalesce(
            last_value(if(what.is_said, source, null) ignore nulls) over months,
            last_value(if(has_status, source, null) ignore nulls) over months,
            source
        ) as source,
    from said
    window months as (
        partition by campaign_id, project_code, what.said
        order by month
        rows between unbounded preceding and current row
    )
)

select
    * exclude (source),
    source.file as source_file,
    source.sheet as source_sheet,
    source.row as source_row,
from latest
