-- region_months_summary: how long units have been behind time progress without a break.
-- grain: one row. A month that was not filed is unknown: it ends a run of months behind,
-- as it would one ahead. `long` are behind for two months or more, up to the chosen one; `longest`
-- are those with the most months of all.
-- params: $campaign, $month, $track, $language
with cells as (
    select
        contenders.unit_id,
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        campaign_months.month,
        coalesce(unit_months.filed_projects > 0, false) as is_filed,
        is_filed and unit_months.lead_points < 0 as is_behind,
    from contenders
    join campaign_months using (campaign_id)
    left join unit_months
        on unit_months.campaign_id = $campaign
        and unit_months.month = campaign_months.month
        and unit_months.unit_id = contenders.unit_id
    where
        contenders.campaign_id = $campaign
        and ($track = 'all' or contenders.track_id = $track)
        and campaign_months.has_data
        and campaign_months.month <= $month
),

runs as (
    select
        unit,
        position,
        max(count(*) filter (where month > coalesce(last_kept_up, ''))) over () as most,
        count(*) filter (where not is_filed) as not_filed,
        count(*) filter (where month > coalesce(last_kept_up, '')) as months,
    from (
        select
            *,
            max(month) filter (where not coalesce(is_behind, false)) over (partition by unit_id)
                as last_kept_up,
        from cells
    )
    group by unit, position
)

select
    count(*) as units,
    sum(not_filed)::bigint as not_filed,
    count(*) filter (where months >= 2) as long,
    max(months) as most_months,
    list(unit order by position) filter (where months = most) as longest,
    case when long > 0 then 'behind' else 'none_behind' end as state,
from runs
