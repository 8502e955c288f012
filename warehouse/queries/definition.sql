-- definition: the file that defines the campaign, as the snapshot was made by it.
-- grain: one row.
-- params: $campaign
select definition_toml, definition_sha256,
from campaigns
where campaign_id = $campaign
