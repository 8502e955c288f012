-- unit_figures: what a trial compares of every unit: how far it has come, and how it stands.
-- grain: one row per unit and month with data.
-- params: $campaign
select
    month,
    unit_id,
    unit_months.completion_rate,
    unit_months.invested_to_date_wanyuan,
    standings.score,
    standings.rank,
    standings.light,
from (select * from unit_months where campaign_id = $campaign) as unit_months
full join (select * from standings where campaign_id = $campaign) as standings
    using (month, unit_id)
order by month, unit_id
