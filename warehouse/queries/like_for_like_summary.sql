-- like_for_like_summary: who does better and who worse than the others would with its projects.
-- grain: one row, also where nobody is compared; units that did not file the month do not count.
-- `masked` are behind time progress, yet above what their mix would give; of equal differences the
-- first in order is named. `state` is unknown where nobody can be compared, level
-- where nobody differs.
-- params: $campaign, $month, $track, $language
with rates as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        compared.difference_points as difference,
        unit_months.lead_points < 0 as is_behind,
    from like_for_like_months as compared
    join unit_months using (campaign_id, month, track_id, unit_id)
    join contenders using (campaign_id, track_id, unit_id)
    where
        compared.campaign_id = $campaign
        and compared.month = $month
        and ($track = 'all' or compared.track_id = $track)
        and compared.state = 'compared'
)

select
    count(*) as units,
    count(*) filter (where difference > 0) as above,
    count(*) filter (where difference < 0) as below,
    count(*) filter (where difference > 0 and is_behind) as masked,
    first(unit order by difference desc, position) as best,
    max(difference) as best_points,
    first(unit order by difference, position) as worst,
    min(difference) as worst_points,
    case when units = 0 then 'unknown' when above + below = 0 then 'level' else 'compared' end as state,
from rates
