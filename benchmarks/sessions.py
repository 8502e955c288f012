"""`python -m benchmarks.sessions`: many readers at once, each clicking now and then.

A reader is a WebSocket that speaks as the browser does. A click opens another page and month of one
of the sample campaigns, as a link does. The readers share the machine with the server, so the
figures are upper bounds. What a page may not do under load is fail: any error shown is counted.
"""

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
import psutil
import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import campaigns
from benchmarks.serving import served
from campaigns.calendar import months
from pages._shared import menu
from warehouse import snapshots
from warehouse.home import ROOT, Home

View = tuple[str, str, str]
LONGEST_RUN_SECONDS = 60
ARRIVALS_PER_SECOND = 3
MIB = 1 << 20
# What a page shows when it asks for nothing more than the choice; a filing starts processes.
PAGES = [name for pages in menu.MENU.values() for name in pages if name != "filing"]
MONTHS = {
    name: [each.month for each in months(one.campaign)]
    for name, one in campaigns.load_all().items()
}
# Readers look at the newest month; one click in ten goes back to an earlier one.
NEWEST: list[View] = [(page, name, all_[-1]) for name, all_ in MONTHS.items() for page in PAGES]
EARLIER: list[View] = [
    (page, name, month) for name, all_ in MONTHS.items() for month in all_[:-1] for page in PAGES
]
GO_BACK = 0.1


@dataclass
class Seen:
    """What all readers together have seen: seconds of first runs and of clicks, and errors."""

    first: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Reader:
    """One open browser tab."""

    def __init__(self, connection: Any, seen: Seen) -> None:
        """Speak over an open connection."""
        self._connection = connection
        self._seen = seen

    async def open(self, view: View) -> float:
        """Ask for a page, campaign and month as a link does; the seconds until all was drawn."""
        page, campaign, month = view
        message: Any = BackMsg()
        message.rerun_script.query_string = urlencode({"campaign": campaign, "month": month})
        message.rerun_script.page_name = "" if page == menu.FIRST else page
        start = time.perf_counter()
        await self._connection.send(message.SerializeToString())
        while True:
            answer: Any = ForwardMsg()
            answer.ParseFromString(await self._connection.recv())
            self._look(answer, view)
            if answer.WhichOneof("type") == "script_finished":
                return time.perf_counter() - start

    def _look(self, answer: Any, view: View) -> None:
        if answer.WhichOneof("type") == "page_not_found":
            self._seen.errors.append(f"{view}: not found")
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
            self._seen.errors.append(f"{view}: {element.alert.body or 'exception'}")


async def readers(url: str, sessions: int, clicks: int, think: float) -> Seen:
    """What so many readers see who arrive one after another and click every `think` seconds."""
    seen = Seen()
    chance = random.Random(20)

    async def read(number: int) -> None:
        await asyncio.sleep(number / ARRIVALS_PER_SECOND)
        origin: Any = url
        async with websockets.connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            origin=origin,
        ) as connection:
            reader = Reader(connection, seen)
            seen.first.append(await reader.open(NEWEST[0]))
            for _ in range(clicks):
                await asyncio.sleep(chance.uniform(0, 2 * think))
                views = EARLIER if chance.random() < GO_BACK else NEWEST
                opening = reader.open(chance.choice(views))
                seen.clicks.append(await asyncio.wait_for(opening, LONGEST_RUN_SECONDS))

    for result in await asyncio.gather(*map(read, range(sessions)), return_exceptions=True):
        if isinstance(result, BaseException):
            seen.errors.append(repr(result))
    return seen


@contextmanager
def sample(data: Path | None = None) -> Iterator[Path]:
    """`data`, or else an installation with the sample campaigns that is gone afterwards."""
    if data:
        if snapshots.current(Home(data).snapshots) is None:
            raise click.UsageError("nothing has been published there")
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="saima-bench-") as made:
        environment = {**os.environ, "SAIMA_DATA": made}
        for step in (["sample", f"{made}/inbox"], ["run"]):
            command = [sys.executable, "-m", "pipelines", *step]
            subprocess.run(
                command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
            )
        yield Path(made)


def _milliseconds(seconds: list[float]) -> str:
    ranked = sorted(seconds)
    p95 = ranked[int(0.95 * (len(ranked) - 1))]
    parts = (statistics.median(ranked), p95, ranked[-1])
    return " / ".join(f"{part * 1000:,.0f}" for part in parts)


def measure(folder: Path, sessions: int, clicks: int, think: float) -> Seen:
    """Let the readers read, and print what it took."""
    with served(folder) as running:
        server = psutil.Process(running.process.pid)
        asyncio.run(readers(running.url, 1, 2 * len(NEWEST), 0))  # warm, as on any day
        cpu, memory = sum(server.cpu_times()[:2]), server.memory_info().rss
        seen = asyncio.run(readers(running.url, sessions, clicks, think))
        cpu = sum(server.cpu_times()[:2]) - cpu
        grown = server.memory_info().rss - memory
    runs = len(seen.first) + len(seen.clicks)
    print(f"{sessions} sessions, {clicks} clicks each, one in {think:g} s on average")
    print("first page, ms, median / p95 / longest   ", _milliseconds(seen.first))
    print("click, ms, median / p95 / longest        ", _milliseconds(seen.clicks), "(p95 ≤ 400)")
    print(f"server CPU per run, ms                    {1000 * cpu / runs:,.0f}")
    print(f"server memory, MiB, and per session       {memory / MIB:,.0f}", end="")
    print(f" + {grown / MIB / sessions:.2f}")
    print(f"errors                                    {len(seen.errors)}", *seen.errors[:5])
    return seen


@click.command(help=__doc__)
@click.option("--sessions", default=100, show_default=True)
@click.option("--clicks", default=6, show_default=True)
@click.option("--think", default=10.0, show_default=True, help="Seconds between two clicks.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Made if not given.")
def main(sessions: int, clicks: int, think: float, data: Path | None) -> None:
    """Serve an installation with the sample, and let the readers in. An error ends with code 1."""
    with sample(data) as folder:
        seen = measure(folder, sessions, clicks, think)
    raise SystemExit(bool(seen.errors))


if __name__ == "__main__":
    main()
