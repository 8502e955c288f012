-- target_members: the listed projects that a target speaks of. The filters of projects live here.
-- grain: one row per target made of projects or their milestones, and row of a project list.
-- needs: projects, targets
-- An empty filter means everything. What a row leaves open (a flag, a level) suits no filter.
select
    targets.campaign_id,
    targets.target_id,
    projects.filing_id as list_filing_id,
    projects.project_code,
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
