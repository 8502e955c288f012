-- project_filings: every row in force that was filed about a project for a month up to this one.
-- grain: one row per table and row of a sheet, the latest month first.
-- params: $campaign, $month, $project
with filed as (
    select 'progress' as table_name, month, filing_id, source_file, source_sheet, source_row
    from progress
    where campaign_id = $campaign and project_code = $project

    union all by name

    select
        'projects' as table_name,
        filing_month as month,
        filing_id,
        source_file,
        source_sheet,
        source_row,
    from projects
    where campaign_id = $campaign and project_code = $project

    union all by name

    select
        'plans' as table_name,
        filing_month as month,
        filing_id,
        source_file,
        source_sheet,
        source_row,
    from plans
    where campaign_id = $campaign and project_code = $project
)

select
    filed.month,
    filed.table_name,
    filings.received_at,
    filed.source_file,
    filed.source_sheet,
    filed.source_row,
from filed
join filings using (filing_id)
where filed.month <= $month
order by filed.month desc, filed.table_name, filed.source_row
