-- project_register: a page of the projects of a month that pass the filters, in the order asked
-- for, with the count and the sums of all that pass.
-- grain: one row per project of the page; where there is none, one row without a project.
-- params: $campaign, $month, $track, $language
-- params: $unit, $domain, $category, $sector, $level, $size, $status, $light, $filed, $slow
-- params: $issues, $q
-- params: $sort, $falling, $page, $rows
-- A filter is a list of ids, of which one has to hold; an empty one lets all pass; `none` is what
-- was not given. $q is found in name or code. $sort is a column or `unit`, $falling its direction;
-- what has no value stands last. Of pages beyond the last one the last is answered.
-- `found_…` are of all that pass: sum ÷ sum, and what is not known is not in the sums.
with slow as (
    select project_code, list(kind order by kind) as slow_kinds
    from slow_projects
    where campaign_id = $campaign and month = $month
    group by project_code
),

issues as (
    select
        project_code,
        count(*) as open_issues,
        count(*) filter (where is_overdue) as overdue_issues,
        count(*) filter (where is_due_up) as issues_due_up,
    from issue_months
    where campaign_id = $campaign and month = $month and project_code is not null
    group by project_code
),

found as (
    select
        register.*,
        lights.schedule_attainment,
        lights.light,
        slow.slow_kinds,
        coalesce(issues.open_issues, 0) as open_issues,
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
    from project_register as register
    join project_lights as lights
        on lights.campaign_id = $campaign
        and lights.month = $month
        and lights.project_code = register.project_code
    join contenders
        on contenders.campaign_id = register.campaign_id
        and contenders.unit_id = register.unit_id
    left join slow on slow.project_code = register.project_code
    left join issues on issues.project_code = register.project_code
    where
        register.campaign_id = $campaign
        and register.month = $month
        and ($track = 'all' or register.track_id = $track)
        and (len($unit::varchar[]) = 0 or list_contains($unit::varchar[], register.unit_id))
        and (len($domain::varchar[]) = 0 or list_contains($domain::varchar[], register.domain))
        and (
            len($category::varchar[]) = 0 or list_contains($category::varchar[], register.category)
        )
        and (
            len($sector::varchar[]) = 0
            or list_contains($sector::varchar[], coalesce(register.sector, 'none'))
        )
        and (
            len($level::varchar[]) = 0
            or list_contains($level::varchar[], coalesce(register.level, 'none'))
        )
        and (
            len($size::varchar[]) = 0
            or list_contains($size::varchar[], coalesce(register.size_id, 'none'))
        )
        and (
            len($status::varchar[]) = 0
            or list_contains($status::varchar[], coalesce(register.status, 'none'))
        )
        and (len($light::varchar[]) = 0 or list_contains($light::varchar[], lights.light))
        and (
            len($filed::varchar[]) = 0
            or list_contains($filed::varchar[], if(register.is_filed, 'filed', 'not_filed'))
        )
        and (
            len($slow::varchar[]) = 0
            or list_has_any($slow::varchar[], coalesce(slow.slow_kinds, ['none']))
        )
        and (
            len($issues::varchar[]) = 0
            or list_has_any(
                $issues::varchar[],
                [
                    if(issues.project_code is null, 'none', 'open'),
                    if(issues.overdue_issues > 0, 'overdue', null),
                    if(issues.issues_due_up > 0, 'due_up', null),
                ]
            )
        )
        and (
            contains(lower(register.project_name), lower($q))
            or contains(lower(register.project_code), lower($q))
        )
),

summed as (
    select
        count(*) as found_projects,
        count(*) filter (where not is_filed) as found_unfiled,
        count(*) filter (where light = 'red') as found_red,
        count(slow_kinds) as found_slow,
        sum(total_investment_wanyuan)::decimal(38, 4) as found_total_wanyuan,
        sum(period_plan_wanyuan)::decimal(38, 4) as found_plan_wanyuan,
        sum(planned_to_date_wanyuan)::decimal(38, 4) as found_planned_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as found_invested_wanyuan,
        greatest((found_projects + $rows::bigint - 1) // $rows::bigint, 1) as pages,
        least($page::bigint, pages) as page,
    from found
),

rated as (
    select
        summed.*,
        exact_ratio(found_invested_wanyuan, found_plan_wanyuan, campaigns.rate_decimals + 2)
            as found_rate,
        exact_ratio(found_invested_wanyuan, found_planned_wanyuan, campaigns.rate_decimals + 2)
            as found_attainment,
    from summed
    join campaigns on campaigns.campaign_id = $campaign
),

ordered as (
    select
        *,
        case $sort
            when 'total_investment_wanyuan' then total_investment_wanyuan
            when 'period_plan_wanyuan' then period_plan_wanyuan
            when 'planned_to_date_wanyuan' then planned_to_date_wanyuan
            when 'invested_to_date_wanyuan' then invested_to_date_wanyuan
            when 'completion_rate' then completion_rate
            when 'schedule_attainment' then schedule_attainment
            when 'light' then list_position(['red', 'yellow', 'green', 'grey'], light)
            when 'planned_start' then planned_start - date '2000-01-01'
            when 'started_on' then started_on - date '2000-01-01'
            when 'planned_completion' then planned_completion - date '2000-01-01'
            when 'completed_on' then completed_on - date '2000-01-01'
            when 'reported_month' then replace(reported_month, '-', '')::bigint
            when 'open_issues' then open_issues
        end::decimal(38, 6) as sort_key,
        row_number() over (
            order by if($falling, -sort_key, sort_key) nulls last, position, project_code
        ) as place,
    from found
)

select
    ordered.* exclude (
        campaign_id, month, track_id, domain, category, level, size_id, status, position, sort_key,
        list_filing_id
    ),
    ordered.level as project_level,
    ordered.status as project_status,
    if($language = 'en', domains.name_en, domains.name_zh) as domain,
    if($language = 'en', categories.name_en, categories.name_zh) as category,
    if($language = 'en', sizes.name_en, sizes.name_zh) as size,
    rated.*,
from rated
left join ordered
    on ordered.place > (rated.page - 1) * $rows::bigint
    and ordered.place <= rated.page * $rows::bigint
left join labels as domains
    on domains.campaign_id = $campaign
    and domains.kind = 'domain'
    and domains.id = ordered.domain
left join labels as categories
    on categories.campaign_id = $campaign
    and categories.kind = 'category'
    and categories.id = ordered.category
left join labels as sizes
    on sizes.campaign_id = $campaign
    and sizes.kind = 'size'
    and sizes.id = ordered.size_id
order by ordered.place
