"""The process that reads files: `python -m pipelines.stages.worker`, started by `workers`.

It takes a task and then one job after the other from its standard input, and gives what it makes of
each. It may use so much memory, and so much of the processor for each file; whoever goes beyond is
ended by the system. It starts nothing, writes nothing unless the task says how much, and does not
outlive who started it.
"""

import contextlib
import ctypes
import gc
import os
import resource
import signal
import sys
from pathlib import Path
from typing import IO

from pipelines.read import Bounds
from pipelines.stages.packing import receive, send
from pipelines.stages.task import Task

PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>


def main() -> None:
    """Read until the input ends. Whoever started this ends it, with its input or for good."""
    _end_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        _serve(sys.stdin.buffer, answers)


def _serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    task: Task[object] = receive(jobs)
    _limit(resource.RLIMIT_AS, task.bounds.memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, task.scratch_bytes)
    gc.freeze()  # what was imported stays; it need not be looked through again
    while True:
        receipt, content = receive(jobs)
        _limit_time(task.bounds)
        found = content.read_bytes() if isinstance(content, Path) else content
        send(answers, task.read(receipt, found))


def _end_with_parent() -> None:
    """Have Linux kill this process when its parent dies, whatever it is doing then.

    Elsewhere the end of the input does it, once the file under way is read or its time is over.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit(what: int, value: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # some systems know some limits only
        resource.setrlimit(what, (value, resource.getrlimit(what)[1]))


def _limit_time(bounds: Bounds) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + bounds.cpu_seconds)


if __name__ == "__main__":
    main()
