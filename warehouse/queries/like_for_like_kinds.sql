-- like_for_like_kinds: a unit's projects kind by kind, at its own rate and at that of the others.
-- grain: one row per kind of project (domain × category) of the unit; the sum of those compared
-- stands below them (`compared_state` is total), then those left out, with the reason. `mix_kind` is
-- empty for the sum and for what is not classified.
-- params: $campaign, $month, $unit, $language
with kinds as (
    select
        domain,
        category,
        if(grouping(domain) = 1, 'total', any_value(state)) as state,
        sum(projects)::bigint as projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
        any_value(others_units) as others_units,
        any_value(others_plan_wanyuan) as others_plan,
        any_value(others_invested_wanyuan) as others_invested,
        sum(expected_wanyuan)::decimal(38, 4) as expected_wanyuan,
    from mix_months
    where campaign_id = $campaign and month = $month and unit_id = $unit
    group by grouping sets ((domain, category, state), (state))
    having grouping(domain) = 0 or any_value(mix_months.state) = 'compared'
)

select
    concat_ws(
        ' · ',
        coalesce(if($language = 'en', domains.name_en, domains.name_zh), kinds.domain),
        coalesce(if($language = 'en', categories.name_en, categories.name_zh), kinds.category)
    ) as mix_kind,
    exact_ratio(invested_to_date_wanyuan, period_plan_wanyuan, campaigns.rate_decimals + 2)
        as own_rate,
    if(
        kinds.state = 'total',
        exact_ratio(expected_wanyuan, period_plan_wanyuan, campaigns.rate_decimals + 2),
        exact_ratio(others_invested, others_plan, campaigns.rate_decimals + 2)
    ) as expected_rate,
    kinds.period_plan_wanyuan,
    kinds.invested_to_date_wanyuan,
    kinds.expected_wanyuan,
    (invested_to_date_wanyuan - kinds.expected_wanyuan)::decimal(38, 4) as above_expected_wanyuan,
    kinds.projects,
    if(kinds.state = 'total', null, kinds.others_units) as others_units,
    kinds.state as compared_state,
from kinds
join campaigns on campaigns.campaign_id = $campaign
left join labels as domains
    on domains.campaign_id = $campaign and domains.kind = 'domain' and domains.id = kinds.domain
left join labels as categories
    on categories.campaign_id = $campaign
    and categories.kind = 'category'
    and categories.id = kinds.category
order by
    case kinds.state when 'compared' then 0 when 'total' then 1 else 2 end,
    domains.position nulls last,
    categories.position nulls last
