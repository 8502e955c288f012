-- target_prospect_rows: what each prospect adds to a target by the end of each month.
-- grain: one row per target made of prospects, month with data and prospect that it speaks of.
-- made as: view
-- needs: lists, prospects, target_windows, targets
-- A prospect that left the list counts no more, unless it left because it was started. Not so for
-- the landing rate: whatever was listed in the period stays in the denominator.
with suited as (
    select
        targets.campaign_id,
        targets.target_id,
        targets.kind,
        windows.month,
        windows.first_day,
        windows.last_day,
        lists.filed_for = windows.month as is_filed,
        prospects.* exclude (campaign_id),
        coalesce(
            prospects.exited_on <= windows.last_day
            and prospects.exit_reason is distinct from 'started',
            false
        ) as is_gone,
        case targets.landed_at
            when 'signed_on' then prospects.signed_on
            when 'company_registered_on' then prospects.company_registered_on
            when 'code_obtained_on' then prospects.code_obtained_on
            when 'land_permit_on' then prospects.land_permit_on
            when 'drawings_done_on' then prospects.drawings_done_on
            when 'construction_permit_on' then prospects.construction_permit_on
            when 'started_on' then prospects.started_on
        end as landed_on,
    from targets
    join target_windows as windows using (campaign_id, target_id)
    join lists
        on lists.campaign_id = windows.campaign_id
        and lists.month = windows.month
        and lists.table_name = 'prospects'
    join prospects
        on prospects.filing_id = lists.filing_id
        and (len(targets.tiers) = 0 or list_contains(targets.tiers, prospects.tier))
        and (len(targets.top500) = 0 or list_contains(targets.top500, prospects.top500))
        and (
            targets.size_from_wanyuan is null
            or prospects.total_investment_wanyuan >= targets.size_from_wanyuan
        )
    where targets.made_of = 'prospects'
),

counted as (
    select
        *,
        coalesce(listed_on between first_day and last_day, false) as is_listed,
        coalesce(signed_on between first_day and last_day, false) as is_signed,
        coalesce(landed_on between first_day and last_day, false) as is_landed,
    from suited
)

select
    campaign_id,
    target_id,
    month,
    unit_id,
    'prospects' as made_of,
    concat_ws(' ', filed_by, prospect_id) as row_id,
    null::varchar as project_code,
    prospect_name as row_name,
    case kind
        when 'prospects_listed' then is_listed and not is_gone
        when 'prospects_signed' then is_signed and not is_gone
        when 'prospects_signed_or_landed' then (is_signed or is_landed) and not is_gone
        when 'landing_rate' then is_landed
    end::int::decimal(38, 4) as part,
    if(kind = 'landing_rate', is_listed::int, 1)::decimal(38, 4) as of_whole,
    is_filed,
    source_file,
    source_sheet,
    source_row,
    source_file as list_source_file,
    source_sheet as list_source_sheet,
    source_row as list_source_row,
from counted
