-- target_members: the listed projects that a target speaks of. The filters of projects live here.
-- grain: one row per target made of projects or their milestones, and row of a project list.
-- made as: view
-- needs: projects, targets
-- An empty filter means everything. What a row leaves open (a flag, a level) suits no filter.
select
    targets.campaign_id,
    targets.target_id,
    targets.kind,
    targets.made_of,
    targets.per,
    targets.since_on,
    targets.counts_from,
    targets.within_months,
    projects.filing_id as list_filing_id,
    projects.project_code,
    projects.project_name,
    projects.unit_id,
    projects.category,
    projects.total_investment_wanyuan,
    projects.period_plan_wanyuan,
    projects.planned_completion,
    projects.land_supplied_on,
    projects.source_file as list_source_file,
    projects.source_sheet as list_source_sheet,
    projects.source_row as list_source_row,
from targets
join projects
    on projects.campaign_id = targets.campaign_id
    and (len(targets.domains) = 0 or list_contains(targets.domains, projects.domain))
    and (len(targets.categories) = 0 or list_contains(targets.categories, projects.category))
    and (len(targets.levels) = 0 or list_contains(targets.levels, projects.level))
    and (
        len(targets.project_names) = 0
        or list_contains(targets.project_names, projects.project_name)
    )
    and (
        targets.size_from_wanyuan is null
        or projects.total_investment_wanyuan >= targets.size_from_wanyuan
    )
    and (
        targets.size_above_wanyuan is null
        or projects.total_investment_wanyuan > targets.size_above_wanyuan
    )
    and (
        targets.is_manufacturing is null
        or projects.is_manufacturing = targets.is_manufacturing
    )
    and (targets.needs_new_land is null or projects.needs_new_land = targets.needs_new_land)
where targets.made_of in ('projects', 'milestones')
