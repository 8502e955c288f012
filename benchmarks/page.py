"""A page's server time for one more run of a warm session, and its queries on plain tables."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.measuring import peak_mib

ROOT = Path(__file__).parent.parent
# Pages that say what they do without reading the warehouse, or start processes.
OTHERS = {"filing"}
WARM_RUNS, RUNS = 3, 15
Asked = tuple[str, dict[str, object]]


def measure(folder: Path) -> dict[str, float]:
    """Median CPU milliseconds of each page (`<page>`), and of its queries alone (`<page>_floor`).

    The page is run through its whole frame by Streamlit's own test driver, in this process.
    """
    from streamlit.testing.v1 import AppTest

    from benchmarks.campaign import FILED, ID
    from pages._shared import collector, menu, server
    from warehouse import snapshots

    served = snapshots.current(folder / "snapshots")
    assert served is not None, "nothing has been published"
    seen = _watch_queries()
    server.warm()
    collector.sweep()
    result: dict[str, float] = {}
    asked: dict[str, list[Asked]] = {}
    for name in sorted({name for names in menu.MENU.values() for name in names} - OTHERS):
        seen.clear()
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app.query_params.update({"campaign": ID, "month": FILED[-1]})
        app.run()
        if name != menu.FIRST:
            app.switch_page(str(menu.script(name))).run()
        if app.exception or app.error:
            raise RuntimeError(f"{name}: {app.exception or app.error}")
        result[name] = _median_cpu_ms(app.run)
        asked[name] = list(seen)
    result["peak_mib"] = peak_mib()  # before the floor has copied everything into memory
    with _plain_tables(served.path) as floor:
        return result | {f"{name}_floor": floor(asked[name]) for name in asked}


def _watch_queries() -> list[Asked]:
    """Every query that is really put to the snapshot from now on, in the order of asking."""
    from pages._shared import data

    seen: list[Asked] = []
    ask: Callable[..., pl.DataFrame] = vars(data)["read"]

    def watched(cursor: Any, query: str, **params: object) -> pl.DataFrame:
        seen.append((query, params))
        return ask(cursor, query, **params)

    vars(data)["read"] = watched
    # Answers that an earlier page has had would not be seen.
    data._open.clear()
    return seen


@contextmanager
def _plain_tables(snapshot: Path) -> Iterator[Callable[[list[Asked]], float]]:
    """What the same questions cost on plain tables in memory, asked every time anew."""
    import duckdb

    from warehouse.queries import read

    with duckdb.connect() as plain:
        plain.execute((ROOT / "warehouse" / "macros.sql").read_text("utf-8"))
        plain.execute(f"attach '{snapshot}' as published (read_only)")
        tables = plain.execute(
            "select table_name from duckdb_tables() where database_name = 'published'"
        ).fetchall()
        for (table,) in tables:
            plain.execute(f"create table {table} as from published.{table}")
        views = plain.execute(
            "select sql from duckdb_views() where database_name = 'published' and not internal"
        ).fetchall()
        while views:  # some are made of others, and come in any order
            views = [view for view in views if not _made(plain, view[0])]
        yield lambda asked: _median_cpu_ms(lambda: [read(plain.cursor(), q, **p) for q, p in asked])


def _made(plain: Any, statement: str) -> bool:
    import duckdb

    try:
        plain.execute(statement)
    except duckdb.CatalogException:
        return False
    return True


def _median_cpu_ms(run: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(WARM_RUNS + RUNS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return statistics.median(taken[WARM_RUNS:]) * 1000
