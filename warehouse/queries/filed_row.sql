-- filed_row: one row as it was taken, found by the place that it was filed in.
-- grain: the row, with the columns of every table, those of others empty; none unless it counts for
-- some month. `is_confidential`: its row, or the latest one of its key, is; what is confidential of
-- it is not in a snapshot.
-- params: $table, $file, $sheet, $row
with prospect_rows as (
    select
        *,
        confidential
        or arg_max(coalesce(confidential, false), filing_month) over (
            partition by campaign_id, prospect_id
        ) as is_confidential,
    from prospects
),

rows as (
    select 'bonds' as table_name, *, from bonds where $table = 'bonds'
    union all by name
    select 'contacts' as table_name, *, from contacts where $table = 'contacts'
    union all by name
    select 'indicators' as table_name, *, from indicators where $table = 'indicators'
    union all by name
    select 'issues' as table_name, *, from issues where $table = 'issues'
    union all by name
    select 'land' as table_name, *, from land where $table = 'land'
    union all by name
    select 'milestones' as table_name, *, from milestones where $table = 'milestones'
    union all by name
    select 'plans' as table_name, *, from plans where $table = 'plans'
    union all by name
    select 'progress' as table_name, *, from progress where $table = 'progress'
    union all by name
    select 'projects' as table_name, *, from projects where $table = 'projects'
    union all by name
    select 'prospects' as table_name, *, from prospect_rows where $table = 'prospects'
    union all by name
    select 'totals' as table_name, *, from totals where $table = 'totals'
)

select * replace (coalesce(is_confidential, false) as is_confidential),
from rows
where source_file = $file and source_sheet = $sheet and source_row = $row
order by filing_id
