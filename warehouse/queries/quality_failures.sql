-- quality_failures: the rows that count for a month and break a rule, each with its origin.
-- grain: one row per row at fault and rule that it breaks. Of a rule only so many rows are kept:
-- `quality_count` says how many there are.
-- params: $campaign, $month, $track, $language, $unit, $rule, $severity
-- `$severity` is one, or `open` for all but info, or `all`; `$unit` and `$rule` may be `all`.
select
    if($language = 'en', contenders.name_en, contenders.name_zh) as unit,
    failures.filed_by as unit_id,
    failures.severity,
    failures.suite,
    failures.rule_id,
    failures.column_name,
    failures.value,
    failures.expected,
    failures.source_file,
    failures.source_sheet,
    failures.source_row,
from filings_in_force as in_force
join check_failures as failures
    on failures.campaign_id = in_force.campaign_id
    and failures.filing_id = in_force.filing_id
    and failures.month = in_force.filed_for
left join contenders
    on contenders.campaign_id = failures.campaign_id
    and contenders.unit_id = failures.filed_by
where
    in_force.campaign_id = $campaign
    and in_force.month = $month
    and ($track = 'all' or contenders.track_id = $track)
    and ($unit = 'all' or failures.filed_by = $unit)
    and ($rule = 'all' or failures.rule_id = $rule)
    and (
        $severity = failures.severity
        or ($severity = 'open' and failures.severity != 'info')
        or $severity = 'all'
    )
order by
    list_position(['critical', 'warning', 'info'], failures.severity),
    failures.rule_id,
    contenders.position nulls last,
    failures.source_file,
    failures.source_sheet,
    failures.source_row
