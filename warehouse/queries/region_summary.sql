-- region_summary: how many units keep up with time progress, who is fastest and who slowest.
-- grain: one row, also where no unit has a rate. Of units with equal rates the first in order.
-- Who did not file the month is neither fastest nor slowest: a carried rate is not judged. Only
-- where nobody filed is one of all named.
-- params: $campaign, $month, $track, $language
with rates as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        unit_months.completion_rate,
        unit_months.completion_rate < unit_months.time_progress as is_behind,
        unit_months.filed_projects > 0 or max(unit_months.filed_projects) over () = 0 as is_judged,
        contenders.position,
    from unit_months
    join contenders using (campaign_id, unit_id)
    where
        unit_months.campaign_id = $campaign
        and unit_months.month = $month
        and ($track = 'all' or unit_months.track_id = $track)
        and unit_months.completion_rate is not null
)

select
    count(*) as units,
    coalesce(count_if(is_behind), 0)::bigint as behind,
    first(unit order by completion_rate desc, position) filter (where is_judged) as best,
    max(completion_rate) filter (where is_judged) as best_rate,
    first(unit order by completion_rate, position) filter (where is_judged) as worst,
    min(completion_rate) filter (where is_judged) as worst_rate,
    case
        when units = 0 then 'unknown' when behind = 0 then 'none_behind' else 'some_behind'
    end as state,
from rates
