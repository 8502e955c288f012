"""What filings that took the place of earlier ones changed, row by row and column by column.

`filing_differences` is made here and not in a mart, because its columns are those of every table
that units file. Only rows of superseded filings are looked at, so a million rows that nobody filed
twice cost one look at who filed them.
"""

from warehouse.snapshots.draft import Draft
from warehouse.tables import TABLES, Column, Table

PLACE = ("source_file", "source_sheet", "source_row")
EMPTY = """
create table filing_differences (
    campaign_id varchar, month varchar, filed_by varchar, table_name varchar, filing_id varchar,
    row_key varchar, change varchar, column_name varchar, value_before varchar, value_after varchar,
    is_hidden boolean,
    source_file_before varchar, source_sheet_before varchar, source_row_before integer,
    source_file varchar, source_sheet varchar, source_row integer
)
"""


def add(draft: Draft) -> None:
    """Write `filing_differences`; `superseded_filings` is there and the store is attached.

    One row for each row added or dropped, and one for each column of a row changed. Values are
    texts as the store keeps them; those of confidential columns are hidden wherever a row of that
    key was ever flagged.
    """
    draft.connection.execute(EMPTY)
    for name in draft.read("superseded_filings", "distinct table_name")["table_name"].sort():
        draft.connection.execute(f"insert into filing_differences by name {_select(TABLES[name])}")


def _select(table: Table) -> str:
    key = " and ".join(f"before.{name} is not distinct from after.{name}" for name in table.key)
    texts = ", ".join(f"coalesce(after.{name}, before.{name})::varchar" for name in table.row_key)
    changes = ", ".join(_change(column) for column in table.columns if column.name not in table.key)
    places = [f"before.{name} as {name}_before, after.{name}" for name in PLACE]
    return f"""
    with steps as (select * from superseded_filings where table_name = '{table.name}'),
    before as ({_side(table, "filing_id_before")}),
    after as ({_side(table, "filing_id")}),
    compared as (
        select
            coalesce(after.step_id, before.step_id) as filing_id,
            coalesce(after.step_month, before.step_month) as month,
            concat_ws(' ', {texts}) as row_key,
            {", ".join(places)},
            case
                when before.step_id is null then [{_whole("added")}]
                when after.step_id is null then [{_whole("dropped")}]
                else list_filter([{changes}], lambda c: c.was is distinct from c.now)
            end as changes,
        from before
        full join after
            on before.step_id = after.step_id and before.step_month = after.step_month and {key}
    ),
    said as (select * exclude (changes), unnest(changes, recursive := true) from compared)
    select
        steps.campaign_id,
        steps.filed_by,
        steps.table_name,
        said.* exclude (was, now),
        if(said.is_hidden, null, said.was) as value_before,
        if(said.is_hidden, null, said.now) as value_after,
    from said
    join steps on steps.filing_id = said.filing_id and steps.month = said.month
    order by all
    """


def _side(table: Table, filing: str) -> str:
    """The rows of one side of every step, and whether what is confidential of them is hidden."""
    return f"""
        select
            steps.filing_id as step_id, steps.month as step_month, filed.*, {_hides(table)} as hides
        from steps
        join store.{table.name} as filed on filed.filing_id = steps.{filing} {_of_month(table)}
    """


def _of_month(table: Table) -> str:
    """Of a back-fill only the rows of the month whose place was taken."""
    if table.kind == "register":
        return ""
    month = "filed.month" if table.has("month") else f"strftime(filed.{table.dated_by}, '%Y-%m')"
    return f"and {month} = steps.month"


def _hides(table: Table) -> str:
    if not table.hidden:
        return "false"
    names = ("campaign_id", *table.key)
    own = ", ".join(f"filed.{name}" for name in names)
    return f"({own}) in (select ({', '.join(names)}) from store.{table.name} where confidential)"


def _change(column: Column) -> str:
    hidden = "before.hides or after.hides" if column.confidential else "false"
    return (
        f"{{change: 'changed', column_name: '{column.name}', was: before.{column.name}::varchar, "
        f"now: after.{column.name}::varchar, is_hidden: {hidden}}}"
    )


def _whole(change: str) -> str:
    nothing = "column_name: null, was: null, now: null, is_hidden: false"
    return f"{{change: '{change}', {nothing}}}"
