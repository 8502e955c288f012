-- month_results: what each project planned for the month alone, and what it completed in it.
-- grain: one row per campaign, month and project that was filed for the month.
-- needs: campaign_months, campaigns, progress, project_months, project_origins, reported
-- Like is compared with like: the statistics office's figure counts where the campaign ranks by it
-- and it is given for both months; otherwise the month as it was filed, or else the difference of
-- the sums filed for both months. Before the first month the sum is 0; else null: not known.
with months as (
    select
        campaign_id,
        month,
        lag(month) over (partition by campaign_id order by month) as month_before,
    from campaign_months
)

select
    project_months.campaign_id,
    project_months.month,
    project_months.unit_id,
    project_months.project_code,
    project_origins.planned_in_month_wanyuan,
    coalesce(
        if(
            campaigns.figure = 'statistical',
            progress.statistical_to_date_wanyuan
            - if(months.month_before is null, 0, earlier.statistical_to_date_wanyuan),
            null
        ),
        progress.invested_in_month_wanyuan,
        progress.invested_to_date_wanyuan
        - if(months.month_before is null, 0, before.reported_to_date_wanyuan)
    )::decimal(38, 4) as invested_in_month_wanyuan,
    project_months.source_file,
    project_months.source_sheet,
    project_months.source_row,
    project_origins.plan_source_file,
    project_origins.plan_source_sheet,
    project_origins.plan_source_row,
from project_months
join project_origins using (campaign_id, month, project_code)
join months using (campaign_id, month)
join campaigns using (campaign_id)
join progress
    on progress.campaign_id = project_months.campaign_id
    and progress.project_code = project_months.project_code
    and progress.month = project_months.month
left join progress as earlier
    on earlier.campaign_id = project_months.campaign_id
    and earlier.project_code = project_months.project_code
    and earlier.month = months.month_before
left join reported as before
    on before.campaign_id = earlier.campaign_id
    and before.project_code = earlier.project_code
    and before.month = earlier.month
    and coalesce(earlier.invested_to_date_wanyuan, earlier.invested_in_month_wanyuan) is not null
where project_months.is_filed
