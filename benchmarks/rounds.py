"""The order of a benchmark: which processes run, how often, and what their results come to."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
MEBIBYTE = 1 << 20
# Short measurements are repeated more often.
ROUNDS = ((10_000, 7), (100_000, 5))
LONG_ROUNDS = 3
Say = Callable[[str], None]
Environment = dict[str, str]


@dataclass(frozen=True)
class Row:
    """A line of the table. `ours` and `floor` are in `unit`; `target` is words."""

    rows: int
    metric: str
    unit: str
    ours: float
    floor: float | None = None
    target: str = ""
    peak_mib: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor; None where there is none."""
        return self.ours / self.floor if self.floor else None


def benchmark(rows: int, units: int, say: Say) -> Iterator[Row]:
    """Measure everything at one size, in a folder that is gone afterwards."""
    rounds = next((count for limit, count in ROUNDS if rows <= limit), LONG_ROUNDS)
    with _installation(rows, units) as (folder, environment):

        def in_turn(name: str) -> tuple[dict[str, float], dict[str, float]]:
            say(f"{rows:,} project-months: {name}, {rounds} rounds")
            pairs = [
                (_probe(f"{name}_floor", folder, environment), _probe(name, folder, environment))
                for _ in range(rounds)
            ]
            floors, ours = zip(*pairs, strict=True)
            return _medians(ours), _medians(floors)

        yield from _load(rows, in_turn)
        yield from _check(rows, in_turn)
        ours, floor = in_turn("publish")
        yield _seconds(rows, "publish", ours, floor)
        say(f"{rows:,} project-months: pages, one month more")
        yield from _pages(rows, _probe("page", folder, environment))
        yield from _next_month(rows, units, folder, environment)


InTurn = Callable[[str], tuple[dict[str, float], dict[str, float]]]


def _load(rows: int, in_turn: InTurn) -> Iterator[Row]:
    ours, floor = in_turn("load")
    yield _seconds(rows, "load", ours, floor, "≤ 3 ×, < 2048 MiB" if rows >= 10**6 else "")
    yield Row(rows, "load, CPU", "s", ours["cpu_seconds"], floor["cpu_seconds"])
    yield Row(rows, "load, with imports", "s", ours["process"], floor["process"])


def _check(rows: int, in_turn: InTurn) -> Iterator[Row]:
    ours, floor = in_turn("check")
    yield _seconds(rows, "check", ours, floor, "≤ 2.5 ×" if rows >= 10**6 else "")
    yield Row(rows, "check, CPU", "s", ours["cpu_seconds"], floor["cpu_seconds"])
    yield Row(rows, "import of the checks", "s", ours["import_seconds"])


def _pages(rows: int, result: dict[str, float]) -> Iterator[Row]:
    peak = result.pop("peak_mib")
    pages = {name: ours for name, ours in result.items() if f"{name}_floor" in result}
    for name, ours in sorted(pages.items()):
        yield Row(rows, f"page {name}", "ms", ours, result[f"{name}_floor"], peak_mib=peak)
    yield Row(rows, "pages, median", "ms", statistics.median(pages.values()), target="≤ 40 ms")


def _next_month(rows: int, units: int, folder: Path, environment: Environment) -> Iterator[Row]:
    """File one month more and let a whole `run` take it in; it must read that file alone."""
    _probe("file_next_month", folder, environment, str(rows), str(units))
    command = [sys.executable, "-m", "pipelines", "run", "--json"]
    output, seconds, peak = _timed(command, environment)
    answer: dict[str, Any] = json.loads(output)
    yield Row(rows, "one month more: run", "s", seconds, peak_mib=peak)
    yield Row(rows, "one month more: read", "files", answer["read"], target="1")


def _seconds(
    rows: int, name: str, ours: dict[str, float], floor: dict[str, float], target: str = ""
) -> Row:
    wall = "wall_seconds"
    return Row(rows, name, "s", ours[wall], floor[wall], target, ours["peak_mib"])


def _medians(results: tuple[dict[str, float], ...]) -> dict[str, float]:
    return {key: statistics.median(result[key] for result in results) for key in results[0]}


@contextmanager
def _installation(rows: int, units: int) -> Iterator[tuple[Path, Environment]]:
    with tempfile.TemporaryDirectory(prefix="saima-bench-") as name:
        folder = Path(name)
        environment = {
            **os.environ,
            "SAIMA_DATA": name,
            "SAIMA_CAMPAIGNS": str(folder / "campaigns"),
        }
        _probe("prepare", folder, environment, str(rows), str(units))
        yield folder, environment


def _probe(name: str, folder: Path, environment: Environment, *more: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.probes", name, str(folder), *more]
    output, seconds, _ = _timed(command, environment)
    result: dict[str, float] = json.loads(output)
    return {**result, "process": seconds}


def _timed(command: list[str], environment: Environment) -> tuple[bytes, float, float]:
    """The output, wall seconds and peak MiB of a process. Raises CalledProcessError if it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            sys.stderr.buffer.write(errors.read())
            raise subprocess.CalledProcessError(process.returncode, command)
        peak = usage.ru_maxrss / (MEBIBYTE if sys.platform == "darwin" else 1024)
        return output.read(), seconds, peak
