-- template_reports: how many projects of the lists in force each unit reports on.
-- grain: one row per campaign, month and unit that reports on any; as `template_projects` has them.
-- needs: lists, projects, progress
-- Nearly every project has always been reported on by the same unit: only where it has not are its
-- reports put in order.
with reporters as (
    select
        campaign_id,
        project_code,
        min(filed_by) as filed_by,
        min(month) as since,
        min(filed_by) != max(filed_by) as has_changed,
    from progress
    group by campaign_id, project_code
),

turns as (
    select progress.campaign_id, progress.project_code, progress.filed_by, progress.month as since
    from progress
    semi join (from reporters where has_changed) as changed using (campaign_id, project_code)
    qualify
        filed_by is distinct from lag(filed_by) over (
            partition by campaign_id, project_code order by month
        )
),

spans as (
    select campaign_id, project_code, filed_by, since, null as until
    from reporters
    where not has_changed
    union all
    select
        campaign_id,
        project_code,
        filed_by,
        since,
        lead(since) over (partition by campaign_id, project_code order by since) as until,
    from turns
)

select
    lists.campaign_id,
    lists.month,
    coalesce(spans.filed_by, projects.unit_id) as unit_id,
    count(*) as projects,
from lists
join projects using (filing_id)
-- what is filed for a month is known for the months after it
left join spans
    on spans.campaign_id = lists.campaign_id
    and spans.project_code = projects.project_code
    and spans.since < lists.month
    and coalesce(spans.until >= lists.month, true)
where lists.table_name = 'projects'
group by all
