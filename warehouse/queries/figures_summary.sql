-- figures_summary: which figure a campaign ranks by, and how far the two are apart in a month.
-- grain: one row, always. `unit` and its two rates are those of the unit whose figures are furthest
-- apart, in percentage points; `less_units` report more than the statistics office counts.
-- params: $campaign, $month, $track, $language
with figures as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        figure_months.*,
        100 * (figure_months.statistical_rate - figure_months.compared_reported_rate)
            as difference_points,
    from figure_months
    join contenders using (campaign_id, unit_id)
    where
        figure_months.campaign_id = $campaign
        and figure_months.month = $month
        and ($track = 'all' or contenders.track_id = $track)
),

furthest as (
    select unit, statistical_rate, compared_reported_rate, difference_points
    from figures
    where difference_wanyuan != 0
    order by abs(difference_points) desc nulls last, position
    limit 1
),

found as (
    select
        count(*) as units,
        count(*) filter (where statistical_projects > 0) as compared_units,
        count(*) filter (where difference_wanyuan < 0) as less_units,
        count(*) filter (where difference_wanyuan > 0) as more_units,
        coalesce(sum(projects), 0)::bigint as projects,
        coalesce(sum(statistical_projects), 0)::bigint as statistical_projects,
        sum(compared_reported_wanyuan) as compared_reported_wanyuan,
        sum(statistical_to_date_wanyuan) as statistical_to_date_wanyuan,
        sum(difference_wanyuan) as difference_wanyuan,
    from figures
)

select
    found.*,
    furthest.*,
    campaigns.figure,
    campaigns.figure_clause,
    campaigns.is_figure_ours,
    case
        when found.compared_units = 0 then 'one'
        when furthest.unit is null then 'equal'
        when found.more_units = 0 then 'lower'
        else 'both'
    end as state,
from campaigns
cross join found
left join furthest on true
where campaigns.campaign_id = $campaign
