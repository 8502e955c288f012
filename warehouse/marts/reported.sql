-- reported: each project's progress as it stood after every month in which it was filed.
-- grain: one row per campaign, project and month filed.
-- needs: campaigns, progress
-- A cumulative figure counts as it was filed; where only months were filed they are added to the
-- last cumulative figure. Dates and status hold until they are filed anew.
with cumulated as (
    select
        campaign_id,
        project_code,
        month,
        source_file,
        source_sheet,
        source_row,
        coalesce(invested_to_date_wanyuan, invested_in_month_wanyuan) as step_wanyuan,
        count(invested_to_date_wanyuan) over months as run,
        last_value(statistical_to_date_wanyuan ignore nulls) over months
            as statistical_to_date_wanyuan,
        last_value(status ignore nulls) over months as status,
        last_value(started_on ignore nulls) over months as started_on,
        last_value(completed_on ignore nulls) over months as completed_on,
    from progress
    window months as (
        partition by campaign_id, project_code
        order by month
        rows between unbounded preceding and current row
    )
)

select
    cumulated.* exclude (step_wanyuan, run),
    sum(step_wanyuan) over (
        partition by campaign_id, project_code, run
        order by month
        rows between unbounded preceding and current row
    ) as reported_to_date_wanyuan,
    case
        when campaigns.figure = 'statistical'
            then coalesce(cumulated.statistical_to_date_wanyuan, reported_to_date_wanyuan)
        else reported_to_date_wanyuan
    end as invested_to_date_wanyuan,
from cumulated
join campaigns using (campaign_id)
