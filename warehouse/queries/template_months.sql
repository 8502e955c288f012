-- template_months: the months whose templates are offered: the one due next, then the one chosen.
-- grain: one row per month, at most two.
-- params: $campaign, $month
from (
    select
        month,
        filing_due_on as due_on,
    from campaign_months
    where campaign_id = $campaign and month >= $month
    order by month
    limit 2
)
order by month desc
