-- target_filed_values: the values that were filed as such, by the month for which they were filed.
-- grain: one row per target, month filed for and unit (none: the whole). Values are in the
-- target's unit.
-- needs: target_filed_rows
select distinct
    campaign_id,
    target_id,
    filed_for,
    unit_id,
    part as value,
from target_filed_rows
