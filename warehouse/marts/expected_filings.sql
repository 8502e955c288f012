-- expected_filings: the filing that a unit owes for a month with data, and when it first came.
-- grain: one row per campaign, month with data and contender of which a filing is expected.
-- needs: campaign_months, owed_filings
-- Where nobody filed for a month, no figure of it is judged, and nobody loses points for it.
select owed_filings.*
from owed_filings
semi join campaign_months
    on campaign_months.campaign_id = owed_filings.campaign_id
    and campaign_months.month = owed_filings.month
    and campaign_months.has_data
