-- prospect_nodes: the nodes that one prospect has reached by a month's end, and the days between.
-- grain: one row per node reached.
-- params: $campaign, $month, $prospect
select node, position, reached_on, days, is_out_of_order,
from prospect_nodes
where campaign_id = $campaign and month = $month and prospect_id = $prospect
order by filed_by, position
