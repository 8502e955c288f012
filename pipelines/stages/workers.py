"""Files are read by processes of their own, with limits, so that a file can take down only itself.

Every process reads one file after the other. One that dies, uses too much, or takes too long is
ended and replaced; its file is refused with a sentence and the others go on. What comes back is in
the order in which it was asked for.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Generic, TypeVar, cast

from pipelines.filing.archive import Receipt
from pipelines.stages.packing import send, taken
from pipelines.stages.task import Task
from warehouse.home import ROOT

# How many files are under way for each process: enough that none waits while others are taken in.
AHEAD = 8
Job = tuple[Receipt, Path | bytes]
Made = TypeVar("Made")


class Died(Exception):
    """A process ended, or was ended, while it read; the reason is a key of the reject texts."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.reason, self.value = reason, value


class Workers(Generic[Made]):
    """Some processes that read, or what else their task makes of a file.

    They start when the first file comes and end with the block.
    """

    def __init__(self, task: Task[Made], *, count: int) -> None:
        self.task = task
        self.count = max(1, count)
        self._threads = ThreadPoolExecutor(self.count, thread_name_prefix="reading")
        self._own = threading.local()
        self._all: list[_Process] = []

    def __enter__(self) -> "Workers[Made]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._all:
            process.end()
        self._threads.shutdown(cancel_futures=True)

    def read(self, jobs: Iterable[Job]) -> Iterator[Made]:
        """What is made of each file, in order; at most some files ahead of the one taken last."""
        under_way: deque[Future[Made]] = deque()
        for job in jobs:
            under_way.append(self._threads.submit(self._read, job))
            while under_way and (under_way[0].done() or len(under_way) > AHEAD * self.count):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()

    def _read(self, job: Job) -> Made:
        process: _Process | None = getattr(self._own, "process", None)
        if process is None or not process.is_alive():
            process = self._own.process = _Process(self.task)
            self._all.append(process)
        try:
            return cast(Made, process.read(job))
        except Died as problem:
            return self.task.refused(job[0], problem.reason, problem.value)


class _Process:
    """One process that reads, and the pipes to it."""

    def __init__(self, task: Task[object]) -> None:
        self.bounds = task.bounds
        # As many threads as cores, however many processes: a large file is mostly alone.
        threads = str(cores())
        self._child = subprocess.Popen(
            [sys.executable, "-m", "pipelines.stages.worker"],
            cwd=ROOT,
            env={**os.environ, "POLARS_MAX_THREADS": threads},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C is for the pipeline, which ends its processes itself
        )
        with contextlib.suppress(BrokenPipeError):
            send(self._in, task)

    @property
    def _in(self) -> IO[bytes]:
        assert self._child.stdin
        return self._child.stdin

    @property
    def _out(self) -> IO[bytes]:
        assert self._child.stdout
        return self._child.stdout

    def is_alive(self) -> bool:
        return self._child.poll() is None

    def read(self, job: Job) -> Any:
        """What is made of a file; raises Died where the process did not live to give it."""
        deadline = time.monotonic() + self.bounds.seconds
        try:
            send(self._in, job)
            return taken(partial(self._fill, deadline))
        except (EOFError, BrokenPipeError):
            raise self._why() from None
        except TimeoutError:
            self.end()
            raise Died("took_too_long", f"{self.bounds.seconds} s") from None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._in, self._out):
            with contextlib.suppress(OSError):
                pipe.close()

    def _fill(self, deadline: float, room: memoryview) -> None:
        """Fill the memory with what the process answers; raises EOFError or TimeoutError."""
        while room:
            ready, _, _ = select.select([self._out], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            count = os.readv(self._out.fileno(), [room])
            if not count:
                raise EOFError
            room = room[count:]

    def _why(self) -> Died:
        """What ended the process. Who cannot get memory aborts, or is killed by the system."""
        code = self._child.wait()
        self.end()
        if code == -signal.SIGXCPU:
            return Died("took_too_long", f"{self.bounds.cpu_seconds} s")
        if code in (-signal.SIGABRT, -signal.SIGKILL):
            return Died("too_much_memory", f"{self.bounds.memory_bytes >> 20} MiB")
        return Died("reader_failed", f"exit {code}")


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
