-- target_values: how far each target has come by the end of each month.
-- grain: one row per target, month with data and unit: the whole (no unit), every contender that
-- has rows behind it or something to reach by itself. What was filed for the whole has no shares.
-- needs: campaigns, contenders, lists, target_goals, target_places, target_rows, target_windows
-- needs: targets
-- `value` is in the target's unit, exact but for rates, which are rounded once as they are
-- published: `numerator` ÷ `denominator` is what is judged. Nothing behind it is nothing done only
-- where the list is filed and the target names no project; else there is no value.
with added as materialized (
    select
        campaign_id,
        target_id,
        month,
        unit_id,
        made_of = 'indicators' as is_filed_as_such,
        count(*) as rows_behind,
        sum(part)::decimal(38, 4) as part,
        sum(of_whole)::decimal(38, 4) as of_whole,
    from target_rows
    group by all
),

sums as (
    select added.*
    from added
    left join contenders using (campaign_id, unit_id)
    where contenders.unit_id is not null or added.unit_id is null

    union all by name

    select
        campaign_id,
        target_id,
        month,
        null as unit_id,
        false as is_filed_as_such,
        sum(rows_behind)::bigint as rows_behind,
        sum(part)::decimal(38, 4) as part,
        sum(of_whole)::decimal(38, 4) as of_whole,
    from added
    where not is_filed_as_such
    group by all
),

scopes as (
    select windows.campaign_id, windows.target_id, windows.month, null as unit_id
    from target_windows as windows
    union
    select windows.campaign_id, windows.target_id, windows.month, target_goals.unit_id
    from target_windows as windows
    join target_goals using (campaign_id, target_id)
    union
    select campaign_id, target_id, month, unit_id
    from sums
),

-- whose lists are filed: the whole's by anybody, a contender's by itself or the office
filed as (
    select distinct lists.campaign_id, lists.month, lists.table_name, places.unit_id
    from lists
    join target_places as places
        on places.campaign_id = lists.campaign_id
        and places.name = lists.filed_by
),

known as (
    select distinct scopes.*
    from scopes
    join targets using (campaign_id, target_id)
    join filed
        on filed.campaign_id = scopes.campaign_id
        and filed.month = scopes.month
        and filed.table_name = targets.made_of
    where scopes.unit_id is null or filed.unit_id is null or filed.unit_id = scopes.unit_id
)

select
    scopes.campaign_id,
    scopes.target_id,
    scopes.month,
    scopes.unit_id,
    case
        when targets.is_rate
            then (
                exact_ratio(sums.part, sums.of_whole, campaigns.rate_decimals + 2) * 100
            )::decimal(38, 8)
        when sums.rows_behind is null
            then if(
                known.target_id is not null and len(targets.project_names) = 0, 0, null
            )
        when targets.measured_in = '亿元' and not sums.is_filed_as_such
            then (sums.part::decimal(30, 4) * 0.0001::decimal(5, 4))::decimal(38, 8)
        else sums.part::decimal(38, 8)
    end::decimal(38, 8) as value,
    if(targets.is_rate, sums.part, null) as numerator,
    if(targets.is_rate, sums.of_whole, null) as denominator,
    coalesce(sums.rows_behind, 0) as rows_behind,
    targets.is_rate,
    targets.made_of = 'indicators' as is_filed_as_such,
    known.target_id is not null as is_list_filed,
    len(targets.project_names) > 0 as names_project,
from scopes
join targets using (campaign_id, target_id)
join campaigns using (campaign_id)
left join sums
    on sums.campaign_id = scopes.campaign_id
    and sums.target_id = scopes.target_id
    and sums.month = scopes.month
    and sums.unit_id is not distinct from scopes.unit_id
left join known
    on known.campaign_id = scopes.campaign_id
    and known.target_id = scopes.target_id
    and known.month = scopes.month
    and known.unit_id is not distinct from scopes.unit_id
