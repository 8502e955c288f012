"""A watched inbox: half-copied files wait, nobody takes what another has, poison is set aside.

Most of it runs as real processes on a real folder. Times are only how long a test waits at most.
"""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.filing.archive import Archive
from pipelines.filing.inbox import Inbox
from pipelines.watch.share import FOLDER, Share
from pipelines.watch.whole import Looks, Patience
from tests import formats
from tests.office import CODE_A, CODE_B, UNIT, A, B, Office, progress, projects, write_book
from tests.test_reading_faults import raw_xlsx
from warehouse.home import ROOT, Home

MONTH = "yueqing-2021/2021-09"
PATIENCE = 600.0
QUICK = ("--every", "0.2", "--settle", "0.6", "--json")


def start(home: Path, inbox: Path, *options: str, code: str = "") -> subprocess.Popen[str]:
    """A watcher as a process; `code` runs before it does."""
    command = [sys.executable, "-m", "pipelines"]
    if code:
        command = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.Popen(
        [*command, "watch", str(inbox), *QUICK, *options],
        cwd=ROOT,
        env=os.environ | {"SAIMA_DATA": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """Say stop, and return the lines that it wrote."""
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    return [json.loads(line) for line in out.splitlines()]


def wait_for(what: Callable[[], bool], why: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, why
        time.sleep(0.05)


def paths(*homes: Path) -> list[str]:
    """The path of every receipt of these installations."""
    return sorted(r.path for home in homes for r in Archive(Home(home).archive).receipts())


def named(root: Path, *parts: str) -> list[str]:
    return sorted(p.name for p in root.joinpath(FOLDER, *parts).rglob("*") if p.is_file())


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    (folder / MONTH).mkdir(parents=True)
    return folder


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that are ended whatever happens."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


# Which files are whole -------------------------------------------------------------------------


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def looking(inbox: Path, patience: Patience) -> tuple[Looks, Clock]:
    clock = Clock()
    return Looks(Inbox(inbox, ()), patience, clock), clock


def look(looks: Looks, clock: Clock, at: float) -> list[str]:
    clock.now = at
    return [path.name for path in looks.look()]


def test_a_file_is_whole_when_two_looks_far_enough_apart_find_it_unchanged(inbox: Path) -> None:
    looks, clock = looking(inbox, Patience(settle=5, give_up=100))
    path = inbox / MONTH / f"{UNIT}.csv"
    path.write_text("a")
    assert look(looks, clock, 0) == []
    assert look(looks, clock, 4.9) == []
    path.write_text("ab")  # goes on growing
    assert look(looks, clock, 5) == []
    assert look(looks, clock, 9.9) == []
    assert look(looks, clock, 10) == [path.name]
    os.utime(path, (1, 1))  # the same size at another time is another file
    assert look(looks, clock, 11) == []
    assert look(looks, clock, 16) == [path.name]


def test_half_a_workbook_is_not_whole_however_still_it_lies_until_it_is_given_up(
    inbox: Path,
) -> None:
    looks, clock = looking(inbox, Patience(settle=5, give_up=100))
    content = formats.xlsx(projects(A, B))
    half, empty = inbox / MONTH / f"{UNIT}.xlsx", inbox / MONTH / "虹桥镇.csv"
    half.write_bytes(content[: len(content) // 2])
    empty.touch()
    assert look(looks, clock, 0) == []
    assert look(looks, clock, 50) == []
    assert look(looks, clock, 100) == [half.name, empty.name]  # taken, so that the sender is told
    half.write_bytes(content)
    assert look(looks, clock, 101) == [empty.name]
    assert half.name in look(looks, clock, 106)


@pytest.mark.parametrize(
    "name", ["~$柳市镇.xlsx", ".柳市镇.xlsx", "柳市镇.xlsx.part", "a.xlsx.crdownload", "b.tmp"]
)
def test_what_programs_are_still_writing_is_not_even_seen(inbox: Path, name: str) -> None:
    looks, clock = looking(inbox, Patience(settle=0, give_up=1))
    (inbox / MONTH / name).write_bytes(b"x")
    assert look(looks, clock, 0) == look(looks, clock, 9) == []
    assert Inbox(inbox, ()).left_alone() == []


def test_what_has_been_taken_is_not_found_again_by_a_load(inbox: Path) -> None:
    with Share(inbox, dead_after_seconds=60) as share:
        path = inbox / MONTH / f"{UNIT}.csv"
        path.write_text("a")
        assert share.claim(path)
        assert Inbox(inbox, ()).files() == []
        taken = share.take(share.own / MONTH / path.name)
        assert Inbox(inbox, ()).files() == []
    assert taken.read_text() == "a"
    assert named(inbox, "taken") == [taken.name]


# Claims -------------------------------------------------------------------------------------------


def test_a_file_is_claimed_by_one_and_what_is_dropped_again_is_not_lost(inbox: Path) -> None:
    path = inbox / MONTH / f"{UNIT}.csv"
    path.write_text("first")
    with (
        Share(inbox, dead_after_seconds=60) as one,
        Share(inbox, dead_after_seconds=60) as other,
    ):
        assert one.claim(path)
        assert not other.claim(path)
        path.write_text("second")
        assert not one.claim(path)  # the first is still under way
        one.take(one.own / MONTH / path.name)
        assert one.claim(path)
        one.take(one.own / MONTH / path.name)
    texts = sorted(p.read_text() for p in (inbox / FOLDER / "taken").rglob("*.csv"))
    assert texts == ["first", "second"]
    assert [p.name for p in (inbox / FOLDER).iterdir()] == ["taken"]


def test_claims_of_the_living_are_left_alone_and_those_of_the_dead_are_not(inbox: Path) -> None:
    path = inbox / MONTH / f"{UNIT}.csv"
    path.write_text("x")
    with Share(inbox, dead_after_seconds=60) as other:
        dead = Share(inbox, dead_after_seconds=60)
        dead._beat()
        assert dead.claim(path)
        assert other.take_over() == []
        hour_ago = time.time() - 3600
        os.utime(dead.own / ".heartbeat", (hour_ago, hour_ago))
        assert other.take_over() == [f"{MONTH}/{UNIT}.csv"]
        assert not dead.own.exists()


# Processes ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_file_that_grows_is_taken_only_when_it_is_whole(
    tmp_path: Path, inbox: Path, started: list[subprocess.Popen[str]]
) -> None:
    home = tmp_path / "home"
    process = start(home, inbox, "--no-publish")
    started.append(process)
    wait_for(lambda: (inbox / FOLDER).exists(), "the watch has begun")
    content = formats.xlsx(projects(A, B))
    path = inbox / MONTH / f"{UNIT}.xlsx"
    with path.open("wb") as file:
        for at in range(0, len(content), len(content) // 8):
            assert paths(home) == []
            file.write(content[at : at + len(content) // 8])
            file.flush()
            time.sleep(0.3)
    wait_for(lambda: paths(home) == [f"{MONTH}/{UNIT}.xlsx"], "the file is taken")
    wait_for(lambda: not path.exists(), "it is put away")
    lines = end(process)
    (receipt,) = Archive(Home(home).archive).receipts()
    assert Archive(Home(home).archive).content(receipt) == content
    assert [line["event"] for line in lines if line.get("path", "").endswith(".xlsx")] == [
        "waiting",
        "taken",
    ]


@pytest.mark.slow
def test_two_who_watch_take_every_file_exactly_once(
    tmp_path: Path, inbox: Path, started: list[subprocess.Popen[str]]
) -> None:
    homes = [tmp_path / "one", tmp_path / "other"]
    started += [start(home, inbox, "--no-publish") for home in homes]
    names = [f"{UNIT}-{n}.csv" for n in range(50)]

    def drop() -> None:
        for n, name in enumerate(names):
            (inbox / MONTH / name).write_text(f"项目代码,累计完成投资\n{CODE_A},{n}\n", "utf-8")
            time.sleep(0.05)

    dropping = threading.Thread(target=drop)
    dropping.start()
    dropping.join()
    wait_for(lambda: len(named(inbox, "taken")) == len(names), "all are taken")
    lines = [line for process in started for line in end(process)]
    assert Counter(paths(*homes)) == Counter(f"{MONTH}/{name}" for name in names)
    taken = Counter(line["path"] for line in lines if line["event"] == "taken")
    assert taken == Counter(paths(*homes))
    assert [p.name for p in (inbox / FOLDER).iterdir()] == ["taken"]  # no claim is left


# Kills the watcher when it renames the n-th file of the share.
FATAL = """
import os, signal, sys
seen = 0

def hook(event, arguments):
    global seen
    if event == "os.rename" and "share" in str(arguments[0]):
        seen += 1
        if seen == {number}:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
from pipelines.commands import cli
cli(standalone_mode=False)
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [4, 13])  # while claiming eight files; while putting them away
def test_what_the_dead_had_claimed_is_taken_over(
    tmp_path: Path, inbox: Path, number: int, started: list[subprocess.Popen[str]]
) -> None:
    home = tmp_path / "home"
    names = [f"{UNIT}-{n}.csv" for n in range(8)]
    for n, name in enumerate(names):
        text = f"项目代码,累计完成投资\n{CODE_A},{n}\n"
        (inbox / MONTH / name).write_text(text, "utf-8")
    dying = start(home, inbox, "--no-publish", code=FATAL.format(number=number))
    started.append(dying)
    assert dying.wait(timeout=PATIENCE) == -signal.SIGKILL
    assert len(list((inbox / FOLDER).glob("claimed-by-*"))) == 1
    heir = start(home, inbox, "--no-publish", "--dead-after", "1")
    started.append(heir)
    wait_for(lambda: len(named(inbox, "taken")) == len(names), "all are taken over")
    lines = end(heir)
    assert paths(home) == sorted(f"{MONTH}/{name}" for name in names)
    assert "taken_over" in {line["event"] for line in lines}
    assert [p.name for p in (inbox / FOLDER).iterdir()] == ["taken"]


@pytest.mark.slow
def test_poison_is_set_aside_after_one_try_and_the_rest_is_published(
    tmp_path: Path, inbox: Path
) -> None:
    office = Office(tmp_path / "home")
    good = inbox / MONTH / f"{UNIT}.xlsx"
    sheets = {"项目清单": projects(A, B), "月度进展": progress([CODE_A, 5, 5], [CODE_B, 7, 7])}
    write_book(good, sheets)
    # Seventeen thousand million cells: the reader of workbooks aborts, and no exception says so.
    row = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
    bomb = raw_xlsx(f"<sheetData>{row.format(1, 'A')}{row.format(1048576, 'XFD')}</sheetData>")
    (inbox / MONTH / "虹桥镇.xlsx").write_bytes(bomb)
    result = office.call("watch", str(inbox), "--once", "--settle", "0.1", "--json")
    assert result.exit_code == 0, result.output
    events = {
        line["path"]: line["event"]
        for line in map(json.loads, result.stdout.splitlines())
        if "receipts" in line
    }
    assert events == {f"{MONTH}/{UNIT}.xlsx": "taken", f"{MONTH}/虹桥镇.xlsx": "set_aside"}
    # The bytes are kept, the figures published, and the text says why in both languages.
    assert paths(office.root) == sorted(events)
    assert office.ask("select sum(invested_to_date_wanyuan)::int from progress") == [(12,)]
    aside = named(inbox, "set-aside")
    assert len(aside) == 2
    text = next((inbox / FOLDER / "set-aside").rglob("*.txt")).read_text("utf-8")
    assert "读取本文件所需内存超过上限" in text
    assert "memory" in text
    # Done again, nothing is tried again.
    again = office.call("watch", str(inbox), "--once", "--settle", "0.1", "--json")
    assert [json.loads(line)["event"] for line in again.stdout.splitlines()] == [
        "watching",
        "ended",
    ]


@pytest.mark.slow
def test_what_stops_a_publish_does_not_end_the_watch(
    tmp_path: Path, inbox: Path, started: list[subprocess.Popen[str]]
) -> None:
    office = Office(tmp_path / "home")
    process = start(office.root, inbox)
    started.append(process)
    book = {"项目清单": projects(A), "月度进展": progress([CODE_A, 5, 5])}
    write_book(inbox / MONTH / f"{UNIT}.xlsx", book)
    write_book(inbox / MONTH / "虹桥镇.xlsx", {"项目清单": projects(A)})  # both list A: critical
    wait_for(lambda: len(named(inbox, "taken")) == 2, "both are taken")
    write_book(inbox / MONTH / "虹桥镇（更正）.xlsx", {"项目清单": projects(B)})
    wait_for(lambda: (office.home.snapshots / "CURRENT").exists(), "it is published")
    lines = end(process)
    failed = [line for line in lines if line["event"] == "failed"]
    assert [("project_twice" in line["why"]) for line in failed] == [True]
    assert [line["published"] for line in lines if line["event"] == "published"] == [True]
    assert lines[-1]["event"] == "ended"
