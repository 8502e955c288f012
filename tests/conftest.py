"""What several tests share: the sample, filed and published once for the whole run.

The product's own commands make it, in processes of their own. `sample_home` belongs to everybody:
read it, or take a copy with `sample_copy`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.serving import Server, served
from tests.browsing import launched
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.snapshots import connect, current

ROOT = Path(__file__).resolve().parent.parent


def pipelines(home: Path, *arguments: str, campaigns: str = "") -> str:
    """What `python -m pipelines …` prints, run on the installation at `home`."""
    environment = os.environ | {"SAIMA_DATA": str(home), "SAIMA_CAMPAIGNS": campaigns}
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"pipelines {' '.join(arguments)}:\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with the sample filed, checked and published. Do not write to it.

    Every month but each campaign's last has an edition, and corrections have come in since.
    """
    root = tmp_path_factory.mktemp("sample-home")
    pipelines(root, "sample", str(root / "inbox"))
    pipelines(root, "run")
    pipelines(root, "edition", "publish", "--all-but-last", "--synthetic")
    pipelines(root, "sample", "--corrections", str(root / "inbox"))
    pipelines(root, "run")
    return Home(root)


@pytest.fixture
def sample_copy(sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of `sample_home` to change at will, which SAIMA_DATA names during the test."""
    root = tmp_path / "home"
    shutil.copytree(sample_home.root, root)  # times of filing are kept
    monkeypatch.setenv("SAIMA_DATA", str(root))
    return Home(root)


@pytest.fixture(scope="session")
def snapshot(sample_home: Home) -> Iterator[Connection]:
    """The sample's snapshot, read-only. Take a cursor for every question."""
    served = current(sample_home.snapshots)
    assert served is not None
    connection = connect(served)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Its loop runs in this thread while it is open, so no longer than for a module."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def server(sample_home: Home) -> Iterator[Server]:
    """The dashboard on the sample, served as the Makefile serves it."""
    with served(sample_home.root) as running:
        yield running
