-- filed_stages: what of every stage of the race was done, and due.
-- grain: one row per month, unit and stage; of all months where $month is null.
-- params: $campaign, $month
select
    month,
    unit_id,
    stage,
    done,
    due,
from stage_months
where campaign_id = $campaign and ($month is null or month = $month)
