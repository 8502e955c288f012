-- filed_deductions: what is missed that takes points off.
-- grain: one row per month, unit and kind of deduction; of all months where $month is null.
-- params: $campaign, $month
select
    month,
    unit_id,
    kind,
    count,
    of_projects,
from deduction_months
where campaign_id = $campaign and ($month is null or month = $month)
