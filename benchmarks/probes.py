"""What is measured, and the floors: each in a fresh process, after its imports.

`python -m benchmarks.probes NAME FOLDER` prints one JSON object. FOLDER is a data folder whose
inbox has the filings; a probe leaves in it what the next one needs. Imports stand in the functions
so that no probe carries what it does not use.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Result, measured

Probe = Callable[..., Result]


def prepare(folder: Path, rows: str, units: str) -> Result:
    """Write the campaign and its filings."""
    from benchmarks.campaign import write_definition
    from benchmarks.filings import write_filings

    write_definition(folder / "campaigns", int(units))
    write_filings(folder / "inbox", int(rows), int(units))
    return {}


def file_next_month(folder: Path, rows: str, units: str) -> Result:
    """Put one month more into the inbox."""
    from benchmarks.filings import write_next_month

    write_next_month(folder / "inbox", int(rows), int(units))
    return {}


def load(folder: Path) -> Result:
    """Archive, read, conform and store what lies in the inbox of an installation without a past."""
    import campaigns
    from pipelines.filing.archive import Archive
    from pipelines.filing.inbox import Inbox
    from pipelines.stages import load as loading
    from pipelines.stages.reader import Reader
    from warehouse.home import Home
    from warehouse.store import open_store

    for name in ("archive", "snapshots"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "store.duckdb").unlink(missing_ok=True)
    place = Home(folder).create()
    definitions = campaigns.load_all()
    result: Result = {}
    with measured(result):
        archive = Archive(place.archive)
        loading.receive(Inbox(place.inbox, []), archive, {})
        with open_store(place.store) as store:
            reader = Reader(definitions)
            loaded = loading.read_all(store, archive, reader, lambda receipts, _: receipts)
    return result | {"rows": loaded.rows, "rejected_rows": loaded.rejected_rows}


def load_floor(folder: Path) -> Result:
    """The same bytes into tables by DuckDB's own reader: types guessed, nothing checked."""
    from benchmarks.filings import LINES_ABOVE
    from warehouse.connection import writing

    path = _fresh(folder / "floor.duckdb")
    files = sorted((folder / "inbox").rglob("*.csv"))
    result: Result = {}
    with measured(result), writing(path) as connection:
        for number, file in enumerate(files):
            connection.execute(
                f"create table filed_{number} as from read_csv($file, skip = {LINES_ABOVE})",
                {"file": str(file)},
            )
    return result


def check(folder: Path) -> Result:
    """Every rule of every suite by Great Expectations; its import is timed apart."""
    import campaigns
    from expectations import check as run_checks
    from warehouse.home import Home
    from warehouse.store import open_store

    result: Result = {}
    with measured(result):
        import expectations.validation  # noqa: F401
    import_seconds = result["wall_seconds"]
    definitions = campaigns.load_all()
    with measured(result), open_store(Home(folder).store) as store:
        results = run_checks(store, definitions).results
    return result | {"import_seconds": import_seconds, "rules": results.height}


def check_floor(folder: Path) -> Result:
    """The same rules as plain SQL on the same ground, one statement each."""
    import campaigns
    from expectations import laid_out, load_rules
    from warehouse.home import Home
    from warehouse.store import open_store

    definitions = campaigns.load_all()
    result: Result = {}
    with (
        measured(result),
        open_store(Home(folder).store) as store,
        laid_out(store, definitions) as ground,
    ):
        for rule in load_rules():
            ground.connection.sql(f"select count(*) from ({rule.query})").fetchall()
    return result


def publish(folder: Path) -> Result:
    """The snapshot of what has been loaded, from an empty draft to the pointer."""
    import campaigns
    from pipelines.stages import publish as publishing
    from warehouse.home import Home
    from warehouse.store import open_store

    shutil.rmtree(folder / "snapshots", ignore_errors=True)
    place = Home(folder).create()
    definitions = campaigns.load_all()
    result: Result = {}
    with measured(result):
        with open_store(place.store) as store:
            made = publishing.candidate(store, definitions)
        publishing.publish(place, definitions, made, keep=1)
    return result


def publish_floor(folder: Path) -> Result:
    """The same current rows copied into a new file, and one sum over them."""
    from warehouse.connection import writing

    path = _fresh(folder / "floor.duckdb")
    result: Result = {}
    with measured(result), writing(path) as connection:
        connection.execute(f"attach '{folder / 'store.duckdb'}' as store (read_only)")
        for name in ("projects", "progress"):
            connection.execute(f"create table {name} as from store.current_{name}")
        connection.execute(
            "create table sums as select month, unit_id, sum(invested_in_month_wanyuan) as invested"
            " from progress join projects using (campaign_id, project_code) group by all"
        )
    return result


def _fresh(path: Path) -> Path:
    path.unlink(missing_ok=True)
    return path


def page(folder: Path) -> Result:
    """Each page once more, and its queries on plain tables."""
    from benchmarks.page import measure

    return measure(folder)


PROBES: dict[str, Probe] = {
    probe.__name__: probe
    for probe in (
        prepare,
        load,
        load_floor,
        check,
        check_floor,
        publish,
        publish_floor,
        page,
        file_next_month,
    )
}


def main(name: str, folder: str, *more: str) -> None:
    """Run a probe and print what it measured."""
    print(json.dumps(PROBES[name](Path(folder), *more)))


if __name__ == "__main__":
    main(*sys.argv[1:])
