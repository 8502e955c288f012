-- plan_outside_campaign: a plan for a month that is none of the campaign's.
-- severity: warning
-- column: month
select row_id, month as value, first_month || ' – ' || last_month as expected
from {batch}
join campaigns using (campaign_id)
where month not between first_month and last_month
