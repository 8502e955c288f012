"""A snapshot while it is being made: a file that nobody reads until it is served.

It takes the current rows out of the store, the definitions and the frames that the race returns,
and makes the marts in the order of what they need.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path
from typing import cast

import polars as pl

from warehouse.connection import Connection, writing
from warehouse.files import sync_file, sync_folder
from warehouse.queries import text
from warehouse.snapshots.pointer import path_of
from warehouse.tables import TABLES, Table

HERE = Path(__file__).parent.parent
MARTS = HERE / "marts"
# Tables of which some columns stay in the store.
HIDING = [name for name, table in TABLES.items() if table.hidden]
VIEW = re.compile(r"^-- made as: view$", re.MULTILINE)
LATE = re.compile(r"^-- made after: figures$", re.MULTILINE)
NEEDS = re.compile(r"^-- needs: (.*)$", re.MULTILINE)
CHECKS = ("check_results", "check_rows", "check_counts", "check_failures")
WORD = re.compile(r"\w+")
# DuckDB guesses that few rows look for their latest report, and compares each with all others.
ALWAYS_SORT_ASOF = "set asof_loop_join_threshold = 0"


class Draft:
    """The open file of a snapshot in the making."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        connection.execute(ALWAYS_SORT_ASOF)
        connection.execute((HERE / "macros.sql").read_text("utf-8"))

    def write(self, table: str, frame: pl.DataFrame) -> None:
        """Make a table of a frame."""
        self.connection.register("incoming", frame)
        self.connection.execute(f"create table {table} as select * from incoming")
        self.connection.unregister("incoming")

    def read(self, table: str, *columns: str) -> pl.DataFrame:
        """All rows of a table of the draft, with these columns or all."""
        chosen = ", ".join(columns) or "*"
        return cast(pl.DataFrame, self.connection.sql(f"select {chosen} from {table}").pl())

    def copy_current(self, store: Path) -> None:
        """The rows that fill a slot of the store, with their origin, and the ledger beside them."""
        self.connection.execute("attach $path as store (read_only)", {"path": str(store)})
        self.connection.execute("create table slots as select * from store.slots")
        for name, table in TABLES.items():
            hidden = [f"if({_hides(table)}, null, {column}) as {column}" for column in table.hidden]
            shown = f"* replace ({', '.join(hidden)})" if hidden else "*"
            self.connection.execute(
                f"create table {name} as select {shown} from store.current_{name}"
            )
        self._copy("filings")
        self._copy("rejects", hiding=HIDING)
        self._copy("notes", hiding=HIDING)

    def copy_checks(self, content_id: str) -> None:
        """The results of the checks of what goes in, and what units are to mend because of them."""
        for name in CHECKS:
            self.connection.execute(
                f"create table {name} as select * exclude (snapshot_id) from store.{name} "
                "where snapshot_id = $snapshot order by all",
                {"snapshot": content_id},
            )
        self._copy("slip_items", hiding=HIDING, content=content_id)

    def _copy(self, name: str, **bound: object) -> None:
        sql = (Path(__file__).parent / f"{name}.sql").read_text("utf-8")
        self.connection.execute(f"create table {name} as {sql}", bound or None)

    def write_summary(self, snapshot_id: str, content_id: str) -> None:
        """What the snapshot was made of, in one row. No clock: the same in, the same out."""
        self.connection.execute(
            """
            create table snapshot as select
                $snapshot as snapshot_id,
                $content as content_id,
                max(received_at) as last_received_at,
                count(*) filter (where is_current) as filings,
                (
                    select count(*)
                    from (select distinct source_file, source_sheet, source_row from rejects)
                ) as rejected_rows,
            from filings
            """,
            {"snapshot": snapshot_id, "content": content_id},
        )

    def make_marts(
        self, wanted: Iterable[str] | None = None, *, after_figures: bool = False
    ) -> None:
        """Every mart, or those `wanted`, each after what it needs.

        Marts that sum up figures are made when these are there. A view keeps nothing: it is made
        when read.
        """
        for name in mart_order(wanted):
            sql = (MARTS / f"{name}.sql").read_text("utf-8")
            if bool(LATE.search(sql)) != after_figures:
                continue
            made_as = "view" if VIEW.search(sql) else "table"
            self.connection.execute(f"create {made_as} {name} as {sql}")


def mart_order(wanted: Iterable[str] | None = None) -> list[str]:
    """The names of the marts, each after the marts that it needs; of all, or of those `wanted`."""
    needs = {path.stem: _needs(path) for path in sorted(MARTS.glob("*.sql"))}
    order = list(
        TopologicalSorter(
            {name: sorted(n & set(needs)) for name, n in needs.items()}
        ).static_order()
    )
    if wanted is None:
        return order
    kept = set(wanted)
    for name in reversed(order):
        kept |= needs[name] if name in kept else set()
    return [name for name in order if name in kept]


def marts_of(queries: Iterable[str]) -> set[str]:
    """The marts that the answers of these queries are made of, without what those need."""
    words = {word for query in queries for word in WORD.findall(text(query))}
    return words & {path.stem for path in MARTS.glob("*.sql")}


@contextmanager
def drafting(folder: Path, snapshot_id: str) -> Iterator[Draft]:
    """A draft that becomes the snapshot's file if the block succeeds, and leaves nothing if not.

    Leftovers of runs that were cut off are removed first, so the caller holds the writer's lock.
    """
    for leftover in folder.glob("*.duckdb.tmp*"):
        leftover.unlink()
    partial = path_of(folder, snapshot_id).with_suffix(".duckdb.tmp")
    connection = writing(partial)
    try:
        yield Draft(connection)
        connection.execute("detach store")
        connection.execute("checkpoint")
    except BaseException:
        connection.close()
        partial.unlink(missing_ok=True)
        raise
    connection.close()
    sync_file(partial)
    partial.chmod(0o444)
    partial.rename(path_of(folder, snapshot_id))
    sync_folder(folder)


def prune(folder: Path, *, keep: int, served: str) -> list[str]:
    """Delete all but the newest `keep` snapshots and the one served; readers keep theirs open."""
    files = sorted(folder.glob("*.duckdb"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    gone = [path for path in files[keep:] if path.stem != served]
    for path in gone:
        path.unlink()
    return [path.stem for path in gone]


def _hides(table: Table) -> str:
    """Whether a row is confidential: it says so, or the latest one of the same key does.

    What has become confidential is so in the filings before as well.
    """
    key = ", ".join(("campaign_id", *table.key))
    latest = f"arg_max(coalesce(confidential, false), filing_month) over (partition by {key})"
    return f"coalesce(confidential, false) or {latest}"


def _needs(path: Path) -> set[str]:
    return {name for line in NEEDS.findall(path.read_text("utf-8")) for name in line.split(", ")}
