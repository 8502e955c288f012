"""A run that is killed at any moment leaves the old snapshot served and loses nothing.

The killed process is the real command line. An audit hook in it counts what Python does to files of
the installation (open, rename, replace, chmod, remove) and sends SIGKILL at the n-th; further kills
come after a time, so that DuckDB's own writing is hit too.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.office import CODE_A, CODE_B, A, B, Office, progress, projects
from warehouse import snapshots
from warehouse.home import ROOT

pytestmark = pytest.mark.slow

FATAL = textwrap.dedent(
    """
    import os, signal, sys, threading
    root, kind, number = sys.argv[1], sys.argv[2], float(sys.argv[3])
    seen = 0

    def hook(event, arguments):
        global seen
        if event not in ("open", "os.rename", "os.chmod", "os.remove"):
            return
        if any(str(part).startswith(root) for part in arguments):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    if kind == "event":
        sys.addaudithook(hook)
    else:
        timer = threading.Timer(number, os.kill, (os.getpid(), signal.SIGKILL))
        timer.daemon = True
        timer.start()
    sys.argv = ["pipelines", *sys.argv[4:], "--json"]
    try:
        from pipelines.commands import cli
        cli(standalone_mode=False)
    finally:
        if kind == "event":
            print(seen, file=sys.stderr)
    """
)


def start(
    office: Office, kind: str, number: float, *command: str
) -> subprocess.CompletedProcess[str]:
    """A command, or a run, that is to be killed at the n-th event or after so many seconds."""
    command = command or ("run",)
    return subprocess.run(
        [sys.executable, "-c", FATAL, str(office.root), kind, str(number), *command],
        cwd=ROOT,
        env={**os.environ, "SAIMA_DATA": str(office.root)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An office with one month published and another one filed, and how that ends undisturbed."""
    office = Office(tmp_path_factory.mktemp("before"))
    office.file(
        {"项目清单": projects(A, B), "月度进展": progress([CODE_A, 1, 1], [CODE_B, 2, 2])},
    )
    first = office.run()["snapshot"]
    for name, code in (("柳市镇.xlsx", CODE_A), ("柳市镇（补）.xlsx", CODE_B)):
        office.file(
            {"月度进展": progress([CODE_A, 9, 10], [code if code != CODE_A else CODE_B, 8, 10])},
            month="2021-10",
            name=name,
            at="2021-11-02T08:00:00",
        )
    undisturbed = Office(tmp_path_factory.mktemp("undisturbed"))
    shutil.copytree(office.root, undisturbed.root, dirs_exist_ok=True)
    run = start(undisturbed, "event", 0)
    assert run.returncode == 0, run.stderr
    return {
        "before": office,
        "first": first,
        "last": json.loads(run.stdout)["snapshot"],
        "events": int(run.stderr.split()[-1]),
        "figures": figures(undisturbed),
    }


def figures(office: Office) -> list[tuple[Any, ...]]:
    return [
        *office.ask("select * from project_months order by all"),
        *office.ask("select filing_id, row_count, is_current from filings order by all"),
    ]


def survives(story: dict[str, Any], office: Office, kind: str, number: float) -> bool:
    """Kill a run there, look at what is served, and complete it. Whether it was killed."""
    shutil.copytree(story["before"].root, office.root, dirs_exist_ok=True)
    killed = start(office, kind, number)
    served = snapshots.current(office.home.snapshots)
    assert served, "nothing is served any more"
    assert served.id in (story["first"], story["last"])
    assert office.ask("select count(*) from projects")[0][0] == 2
    assert office.run()["snapshot"] == story["last"]
    assert figures(office) == story["figures"]
    assert not list(office.home.snapshots.glob("*.tmp*"))
    return killed.returncode == -signal.SIGKILL


def test_killed_at_any_of_its_writes_a_run_loses_nothing(
    story: dict[str, Any], tmp_path: Path
) -> None:
    points = range(1, story["events"] + 1, max(1, story["events"] // 16))
    killed = [survives(story, Office(tmp_path / str(point)), "event", point) for point in points]
    assert all(killed)
    assert len(killed) >= 12


def test_killed_between_the_rename_and_the_pointer_the_next_run_serves_it(
    story: dict[str, Any], tmp_path: Path
) -> None:
    """The last file is there, the pointer still names the one before."""
    between = None
    for point in range(story["events"], 0, -1):
        office = Office(tmp_path / str(point))
        shutil.copytree(story["before"].root, office.root)
        start(office, "event", point)
        served = snapshots.current(office.home.snapshots)
        there = snapshots.find(office.home.snapshots, story["last"])
        assert served
        if there and served.id == story["first"]:
            between = office
            break
        assert served.id == story["last"], "the pointer moved before the file was there"
    assert between
    assert between.run()["snapshot"] == story["last"]
    assert figures(between) == story["figures"]


@pytest.mark.parametrize("seconds", [0.8, 1.2, 1.6, 2.5, 4.0, 5.0])
def test_killed_after_a_time_a_run_loses_nothing(
    story: dict[str, Any], tmp_path: Path, seconds: float
) -> None:
    survives(story, Office(tmp_path / "killed"), "time", seconds)
