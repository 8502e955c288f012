-- target_total_rows: what units that file totals only add to targets without filters.
-- grain: one row per target made of projects, month with data and unit that lists no project.
-- made as: view
-- needs: target_windows, targets, total_months, totals
-- Totals say nothing of a domain, a size or a single project: targets with such a filter lack them.
-- Neither do they say what was started or completed before, so they are counted as they stand.
select
    targets.campaign_id,
    targets.target_id,
    windows.month,
    now.unit_id,
    'totals' as made_of,
    now.unit_id as row_id,
    null::varchar as project_code,
    null::varchar as row_name,
    case targets.kind
        when 'projects_listed' then now.projects
        when 'projects_started' then now.started - if(is_monthly, coalesce(before.started, 0), 0)
        when 'projects_completed'
            then now.completed - if(is_monthly, coalesce(before.completed, 0), 0)
        when 'completion_rate' then now.invested_to_date_wanyuan
        else
            now.invested_to_date_wanyuan
            - if(is_monthly, coalesce(before.invested_to_date_wanyuan, 0), 0)
    end::decimal(38, 4) as part,
    case targets.kind
        when 'completion_rate' then now.period_plan_wanyuan
        when 'schedule_attainment'
            then
                now.planned_to_date_wanyuan
                - if(is_monthly, coalesce(before.planned_to_date_wanyuan, 0), 0)
        else 1
    end::decimal(38, 4) as of_whole,
    now.is_filed,
    totals.source_file,
    totals.source_sheet,
    totals.source_row,
    totals.source_file as list_source_file,
    totals.source_sheet as list_source_sheet,
    totals.source_row as list_source_row,
from (select *, per = 'month' as is_monthly from targets) as targets
join target_windows as windows using (campaign_id, target_id)
join total_months as now
    on now.campaign_id = windows.campaign_id
    and now.month = windows.month
left join total_months as before
    on before.campaign_id = windows.campaign_id
    and before.month = windows.previous_month
    and before.unit_id = now.unit_id
asof join totals
    on totals.campaign_id = now.campaign_id
    and totals.unit_id = now.unit_id
    and totals.month <= now.month
where
    targets.kind in (
        'projects_listed', 'projects_started', 'projects_completed', 'invested',
        'completion_rate', 'schedule_attainment'
    )
    and targets.made_of = 'projects'
    and len(targets.domains) = 0
    and len(targets.categories) = 0
    and len(targets.levels) = 0
    and len(targets.project_names) = 0
    and targets.size_from_wanyuan is null
    and targets.size_above_wanyuan is null
    and targets.is_manufacturing is null
    and targets.needs_new_land is null
