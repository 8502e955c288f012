-- filed_rungs: the rungs that projects have reached on the race's ladders.
-- grain: one row per month, project, ladder and rung; of all months where $month is null.
-- params: $campaign, $month
select
    month,
    unit_id,
    ladder,
    project_code,
    rung,
    is_known,
from ladder_months
where campaign_id = $campaign and ($month is null or month = $month)
