-- completed_before_campaign: a project of the campaign was completed before it began.
-- severity: warning
-- column: completed_on
select row_id, completed_on as value, starts_on as expected
from {batch}
join campaigns using (campaign_id)
where completed_on < starts_on
