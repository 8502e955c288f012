-- milestone_before_campaign: a milestone that counts was done before the campaign.
-- severity: warning
-- column: done_on
select row_id, done_on as value, starts_on as expected
from {batch}
join campaigns using (campaign_id)
where done_on < starts_on
