-- units: the units that a row may be of, by name.
-- grain: one row per contender, in order.
-- params: $campaign
select unit_id, name_zh
from contenders
where campaign_id = $campaign
order by position
