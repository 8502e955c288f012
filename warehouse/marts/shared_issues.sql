-- shared_issues: the numbers of issues that more than one unit uses in a campaign.
-- grain: one row per campaign and number.
-- needs: issues
select campaign_id, issue_id,
from issues
group by all
having count(distinct filed_by) > 1
