-- project_plan_changes: what later lists and plans said otherwise of a project, the latest first.
-- grain: one row per change and, of monthly plans, month planned.
-- params: $campaign, $month, $project, $language
select
    changes.month,
    changes.change,
    changes.plan_month,
    changes.before_wanyuan,
    changes.after_wanyuan,
    case
        when changes.before_wanyuan is null and changes.after_wanyuan is null
            then coalesce(
                if($language = 'en', earlier.name_en, earlier.name_zh), changes.value_before
            )
    end as value_before,
    case
        when changes.before_wanyuan is null and changes.after_wanyuan is null
            then coalesce(if($language = 'en', later.name_en, later.name_zh), changes.value_after)
    end as value_after,
    changes.received_at,
    changes.source_file,
    changes.source_sheet,
    changes.source_row,
    changes.source_file_before as before_source_file,
    changes.source_sheet_before as before_source_sheet,
    changes.source_row_before as before_source_row,
from plan_changes as changes
left join labels as earlier
    on earlier.campaign_id = $campaign
    and changes.change = 'category'
    and earlier.kind = 'category'
    and earlier.id = changes.value_before
left join labels as later
    on later.campaign_id = $campaign
    and changes.change = 'category'
    and later.kind = 'category'
    and later.id = changes.value_after
where
    changes.campaign_id = $campaign
    and changes.project_code = $project
    and changes.month <= $month
order by changes.received_at desc, changes.change, changes.plan_month
