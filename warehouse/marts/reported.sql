-- reported: each project's progress as it stood after every month in which it was filed.
-- grain: one row per campaign, project and month filed.
-- needs: campaigns, progress
-- A cumulative figure counts as it was filed; where only months were filed they are added to the
-- last cumulative figure. Dates and status hold until they are filed anew. A statistical figure
-- prevails in the month for which it is given, never over a later report; a month without any
-- figure leaves the last one.
with filed as (
    select
        campaign_id,
        project_code,
        month,
        source_file,
        source_sheet,
        source_row,
        statistical_to_date_wanyuan,
        coalesce(invested_to_date_wanyuan, invested_in_month_wanyuan) as step_wanyuan,
        count(invested_to_date_wanyuan) over months as run,
        last_value(status ignore nulls) over months as status,
        last_value(started_on ignore nulls) over months as started_on,
        last_value(completed_on ignore nulls) over months as completed_on,
        last_value(in_production_on ignore nulls) over months as in_production_on,
        last_value(registered_in_statistics ignore nulls) over months
            as registered_in_statistics,
    from progress
    window months as (
        partition by campaign_id, project_code
        order by month
        rows between unbounded preceding and current row
    )
),

cumulated as (
    select
        *,
        sum(step_wanyuan) over (
            partition by campaign_id, project_code, run
            order by month
            rows between unbounded preceding and current row
        ) as reported_to_date_wanyuan,
    from filed
)

select
    cumulated.* exclude (step_wanyuan, run),
    last_value(
        coalesce(
            if(campaigns.figure = 'statistical', statistical_to_date_wanyuan, null),
            if(step_wanyuan is not null, reported_to_date_wanyuan, null)
        )
        ignore nulls
    ) over (
        partition by campaign_id, project_code
        order by month
        rows between unbounded preceding and current row
    ) as invested_to_date_wanyuan,
from cumulated
join campaigns using (campaign_id)
