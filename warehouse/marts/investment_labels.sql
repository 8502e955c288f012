-- investment_labels: investment planned and completed, by each kind of label that projects have.
-- grain: one row per campaign, month, unit, kind (domain, category, size, sector) and label. Size is
-- the bracket of the total investment, sector as it was filed; without label: not filled in, or
-- filed as totals. Before a month has data, completed and filed are null.
-- needs: project_months, projects, size_brackets, total_months
with parts as (
    select
        project_months.campaign_id,
        project_months.month,
        project_months.track_id,
        project_months.unit_id,
        project_months.domain,
        project_months.category,
        size_brackets.size_id,
        nullif(trim(projects.sector), '') as sector,
        count(*) as projects,
        if(any_value(project_months.has_data), count_if(project_months.is_filed), null)
            as filed_projects,
        sum(project_months.period_plan_wanyuan) as period_plan_wanyuan,
        sum(project_months.planned_to_date_wanyuan) as planned_to_date_wanyuan,
        sum(project_months.invested_to_date_wanyuan) as invested_to_date_wanyuan,
    from project_months
    join projects
        on projects.filing_id = project_months.list_filing_id
        and projects.project_code = project_months.project_code
    left join size_brackets
        on size_brackets.campaign_id = project_months.campaign_id
        and projects.total_investment_wanyuan >= size_brackets.from_wanyuan
        and (
            size_brackets.below_wanyuan is null
            or projects.total_investment_wanyuan < size_brackets.below_wanyuan
        )
    group by all

    union all by name

    select
        campaign_id,
        month,
        track_id,
        unit_id,
        null as domain,
        null as category,
        null as size_id,
        null as sector,
        projects,
        filed_projects,
        period_plan_wanyuan,
        planned_to_date_wanyuan,
        invested_to_date_wanyuan,
    from total_months
)

select
    campaign_id,
    month,
    track_id,
    unit_id,
    kind,
    case kind
        when 'domain' then domain
        when 'category' then category
        when 'size' then size_id
        when 'sector' then sector
    end as label_id,
    sum(projects)::bigint as projects,
    sum(filed_projects)::bigint as filed_projects,
    sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
    sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
    sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
from parts
cross join (select unnest(['domain', 'category', 'size', 'sector']) as kind)
group by all
