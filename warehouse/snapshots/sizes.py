"""How many rows each table of a snapshot has, by campaign and month, counted once when it is made.

It is no mart, because it counts every table, those that a later version adds too.
"""

from warehouse.snapshots.draft import Draft

EMPTY = """
create table table_rows (table_name varchar, campaign_id varchar, month varchar, rows bigint)
"""
COUNTED_BY = ("campaign_id", "month")


def add(draft: Draft) -> None:
    """Write `table_rows`; everything else is there. A table without rows has no line."""
    columns: dict[str, set[str]] = {}
    names = draft.connection.sql(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = current_database() "
        "and table_name in (select table_name from duckdb_tables() "
        "where database_name = current_database())"
    )
    for table, column in names.fetchall():
        columns.setdefault(table, set()).add(column)
    draft.connection.execute(EMPTY)
    for table in sorted(columns):
        draft.connection.execute(f"insert into table_rows {_select(table, columns[table])}")


def _select(table: str, columns: set[str]) -> str:
    keys = [name if name in columns else f"null as {name}" for name in COUNTED_BY]
    return f"select '{table}', {', '.join(keys)}, count(*) from {table} group by all order by all"
