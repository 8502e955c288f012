-- stage_months: what was done and what was due of each stage of the race, by the end of the month.
-- grain: one row per campaign, unit, month with data and stage. Nothing due: `due` is 0 or null.
-- needs: stage_rows
-- Of a unit of which nothing is known, `done` is null, not 0.
select
    campaign_id,
    month,
    unit_id,
    stage,
    sum(done)::decimal(38, 4) as done,
    sum(due)::decimal(38, 4) as due,
from stage_rows
group by all
