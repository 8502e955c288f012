-- funnel_summary: how many units of a track lie beyond the action limits, and which.
-- grain: one row; `state` is none_outside, some_outside, too_few (projects) or unknown (no rates).
-- `above` has the highest rate first, `below` the lowest; `near` are beyond the warning limits only.
-- params: $campaign, $month, $track, $language
with rates as (
    select
        if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
        contenders.position,
        funnel_months.*,
    from funnel_months
    join contenders using (campaign_id, track_id, unit_id)
    where
        funnel_months.campaign_id = $campaign
        and funnel_months.month = $month
        and funnel_months.track_id = $track
)

select
    count(*) as units,
    any_value(track_rate) as track_rate,
    coalesce(
        list(unit order by completion_rate desc, position) filter (
            where limits_place = 'above_action'
        ),
        []
    ) as above,
    coalesce(
        list(unit order by completion_rate, position) filter (
            where limits_place = 'below_action'
        ),
        []
    ) as below,
    len(above) + len(below) as outside,
    coalesce(
        list(unit order by position) filter (
            where limits_place in ('above_warning', 'below_warning')
        ),
        []
    ) as near,
    case
        when units = 0 then 'unknown'
        when count(action_high_rate) = 0 then 'too_few'
        when outside = 0 then 'none_outside'
        else 'some_outside'
    end as state,
from rates
