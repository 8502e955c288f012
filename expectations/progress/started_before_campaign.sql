-- started_before_campaign: a project listed as a new start began before the campaign.
-- severity: warning
-- column: started_on
select row_id, started_on as value, starts_on as expected
from {batch}
join campaigns using (campaign_id)
where category = 'new_start' and started_on < starts_on
