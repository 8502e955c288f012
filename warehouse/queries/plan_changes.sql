-- plan_changes: every change of a list filed for a month up to this one, the latest first.
-- grain: one row per change. The rates are the unit's completion rate of the month that the list
-- was filed for, without the change and with it; empty where a change cannot move that rate. What
-- is no amount is given as text, categories by their names.
-- params: $campaign, $month, $track, $language
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    plan_changes.unit_id,
    plan_changes.project_name,
    plan_changes.change,
    plan_changes.plan_month,
    plan_changes.before_wanyuan,
    plan_changes.after_wanyuan,
    case
        when plan_changes.before_wanyuan is null and plan_changes.after_wanyuan is null
            then coalesce(
                if($language = 'en', earlier.name_en, earlier.name_zh), plan_changes.value_before
            )
    end as value_before,
    case
        when plan_changes.before_wanyuan is null and plan_changes.after_wanyuan is null
            then coalesce(
                if($language = 'en', later.name_en, later.name_zh), plan_changes.value_after
            )
    end as value_after,
    rates.completion_rate_before as before_rate,
    rates.completion_rate_after as after_rate,
    rates.rate_change_points,
    plan_changes.month,
    plan_changes.received_at,
    plan_changes.is_current,
    plan_changes.project_code,
    plan_changes.source_file_before as before_source_file,
    plan_changes.source_sheet_before as before_source_sheet,
    plan_changes.source_row_before as before_source_row,
    plan_changes.source_file,
    plan_changes.source_sheet,
    plan_changes.source_row,
from plan_changes
left join contenders using (campaign_id, unit_id)
left join plan_change_rates as rates
    on plan_changes.change in ('period_plan', 'added', 'removed')
    and rates.filing_id = plan_changes.filing_id
    and rates.month = plan_changes.month
    and rates.unit_id = plan_changes.unit_id
    and rates.project_code is not distinct from plan_changes.project_code
left join labels as earlier
    on plan_changes.change = 'category'
    and (earlier.campaign_id, earlier.kind, earlier.id)
    = (plan_changes.campaign_id, 'category', plan_changes.value_before)
left join labels as later
    on plan_changes.change = 'category'
    and (later.campaign_id, later.kind, later.id)
    = (plan_changes.campaign_id, 'category', plan_changes.value_after)
where
    plan_changes.campaign_id = $campaign
    and plan_changes.month <= $month
    and ($track = 'all' or plan_changes.track_id = $track)
order by
    plan_changes.received_at desc,
    contenders.position,
    abs(rates.rate_change_points) desc nulls last,
    plan_changes.project_code,
    plan_changes.change,
    plan_changes.plan_month
