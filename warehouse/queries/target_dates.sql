-- target_dates: the dates of the targets of the whole that have one before the campaign's end.
-- grain: one row per target and date (checkpoint or due date), by the order of the definition;
-- none at all where the campaign has only one such date.
-- params: $campaign, $month, $language
with dated as (
    select
        target_months.target_id,
        if($language = 'en', targets.name_en, targets.name_zh) as target,
        targets.measured_in,
        targets.direction,
        target_months.comparison,
        target_months.due_on,
        target_months.required,
        target_months.value,
        target_months.status,
        target_months.reason,
        campaign_months.last_day,
        targets.position,
    from target_months
    join targets using (campaign_id, target_id)
    join campaigns using (campaign_id)
    join campaign_months using (campaign_id, month)
    where
        target_months.campaign_id = $campaign
        and target_months.month = $month
        and target_months.unit_id is null
    qualify
        min(target_months.due_on) over (partition by target_months.target_id) < campaigns.end_on
)

select * exclude (position)
from dated
where (select count(distinct due_on) from dated) > 1
order by position, due_on
