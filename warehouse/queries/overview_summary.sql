-- overview_summary: what matters most over all campaigns: who is behind, how many show red.
-- grain: one row. The chosen campaign counts by the chosen month, the others by their latest. Of
-- campaigns equally far behind the first in order is the worst.
-- params: $campaign, $month, $language
with shown as (
    select
        overview_months.*,
        if($language = 'en', campaigns.short_name_en, campaigns.short_name_zh) as campaign,
        campaigns.position,
        campaigns.is_synthetic,
    from overview_months
    join campaigns using (campaign_id)
    where if(overview_months.campaign_id = $campaign, month = $month, is_latest)
)

select
    (select count(*) from campaigns) as campaigns,
    count(*) as with_data,
    count(completion_rate) as rated_campaigns,
    count(*) filter (where completion_rate < time_progress) as behind,
    first(campaign order by lead_points, position) filter (where lead_points is not null) as worst,
    abs(min(lead_points)) as worst_size_points,
    first(campaign order by lead_points desc, position) filter (where lead_points is not null)
        as best,
    coalesce(sum(red_units), 0)::bigint as red_units,
    count(*) filter (where red_units > 0) as red_campaigns,
    coalesce(sum(missed), 0)::bigint as missed,
    coalesce(sum(at_risk), 0)::bigint as at_risk,
    coalesce(bool_or(is_synthetic), false) as is_synthetic,
    (select max(received_at) from filings) as last_received_at,
    case
        when rated_campaigns = 0 then 'unknown'
        when rated_campaigns = 1 and behind = 1 then 'only_behind'
        when rated_campaigns = 1 then 'only_ahead'
        when behind = 0 then 'none_behind'
        else 'some_behind'
    end as state,
from shown
