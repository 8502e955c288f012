-- unit_courses_summary: how many units are behind their own plan of the month, and who most.
-- grain: one row; units that did not file the month do not count. Of equal gaps the first in order.
-- params: $campaign, $month, $track, $language
with gaps as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        ((
            unit_months.completion_rate
            - exact_ratio(
                unit_months.planned_to_date_wanyuan,
                unit_months.period_plan_wanyuan,
                campaigns.rate_decimals + 2
            )
        ) * 100)::decimal(18, 4) as gap,
    from unit_months
    join campaigns using (campaign_id)
    join contenders using (campaign_id, track_id, unit_id)
    where
        unit_months.campaign_id = $campaign
        and unit_months.month = $month
        and ($track = 'all' or unit_months.track_id = $track)
        and unit_months.filed_projects > 0
)

select
    count(gap) as units,
    count(*) filter (where gap < 0) as behind,
    first(unit order by gap nulls last, position) as worst,
    -min(gap) as gap_size_points,
    case when units = 0 then 'unknown' when behind = 0 then 'none_behind' else 'behind' end as state,
from gaps
