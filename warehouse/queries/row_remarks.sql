-- row_remarks: what there is to say of a filed row: known errors, values returned, broken rules, notes.
-- grain: one row per remark, what is worst first; `remark` says what it is of. Columns that a remark
-- of another kind has are empty.
-- params: $campaign, $table, $file, $sheet, $row
-- Of a broken rule only so many rows are kept as the definition of the checks says.
with remarks as (
    select
        'known_error' as remark,
        column_name,
        state,
        is_hidden,
        wrong,
        right_value,
        value_found,
        reason as put_right_because,
        decided_by,
        letter,
    from known_errors
    where
        campaign_id = $campaign
        and table_name = $table
        and (source_file, source_sheet, source_row) = ($file, $sheet, $row::integer)

    union all by name

    select
        'reject' as remark,
        receipt_id,
        column_name,
        value,
        expected,
        reason,
        cells,
    from rejects
    where
        campaign_id = $campaign
        and table_name = $table
        and (source_file, source_sheet, source_row) = ($file, $sheet, $row::integer)

    union all by name

    select
        'failure' as remark,
        column_name,
        severity,
        rule_id,
        value,
        expected,
    from check_failures
    where
        campaign_id = $campaign
        and suite = $table
        and (source_file, source_sheet, source_row) = ($file, $sheet, $row::integer)

    union all by name

    select
        'note' as remark,
        receipt_id,
        column_name,
        value,
        kind,
        detail,
    from notes
    where
        campaign_id = $campaign
        and table_name = $table
        and (source_file, source_sheet, source_row) = ($file, $sheet, $row::integer)
)

select *
from remarks
order by
    list_position(['reject', 'known_error', 'failure', 'note'], remark),
    list_position(['critical', 'warning', 'info'], severity),
    column_name
