"""A page's server time for one more run of a warm session, and its queries on plain tables."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

ROOT = Path(__file__).parent.parent
PAGES = {"completion": "progress", "regions": "progress", "standings": "race"}
WARM_RUNS, RUNS = 3, 25
Asked = tuple[str, dict[str, object]]


def measure(folder: Path) -> dict[str, float]:
    """Median CPU milliseconds of each page (`<page>`), and of its queries alone (`<page>_floor`).

    The page is run through its whole frame by Streamlit's own test driver, in this process.
    """
    from streamlit.testing.v1 import AppTest

    from benchmarks.campaign import FILED, ID

    seen = _watch_queries()
    result: dict[str, float] = {}
    for name, section in PAGES.items():
        seen.clear()
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app.query_params.update({"campaign": ID, "month": FILED[-1]})
        app.run().switch_page(f"pages/{section}/{name}.py").run()
        if app.exception or app.error:
            raise RuntimeError(f"{name}: {app.exception or app.error}")
        result[name] = _median_cpu_ms(app.run)
        result[f"{name}_floor"] = _floor(folder, list(seen))
    return result


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


def _floor(folder: Path, asked: list[Asked]) -> float:
    """The same questions put to plain tables in memory, every time anew."""
    import duckdb

    from warehouse import snapshots
    from warehouse.queries import read

    served = snapshots.current(folder / "snapshots")
    assert served is not None
    with duckdb.connect() as plain:
        plain.execute((ROOT / "warehouse" / "macros.sql").read_text("utf-8"))
        plain.execute(f"attach '{served.path}' as published (read_only)")
        tables = plain.execute(
            "select table_name from duckdb_tables() where database_name = 'published'"
        ).fetchall()
        for (table,) in tables:
            plain.execute(f"create table {table} as from published.{table}")
        return _median_cpu_ms(lambda: [read(plain.cursor(), q, **p) for q, p in asked])


def _median_cpu_ms(run: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(WARM_RUNS + RUNS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return statistics.median(taken[WARM_RUNS:]) * 1000
