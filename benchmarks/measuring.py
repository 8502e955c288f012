"""Time and memory of a block, with those of the processes that it started."""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

Result = dict[str, float]


@contextmanager
def measured(result: Result) -> Iterator[None]:
    """Put wall and CPU seconds of the block, and the peak memory after it, into `result`.

    Processes that the block started and ended count too.
    """
    wall, cpu = time.perf_counter(), cpu_seconds()
    yield
    result["wall_seconds"] = time.perf_counter() - wall
    result["cpu_seconds"] = cpu_seconds() - cpu
    result["peak_mib"] = peak_mib()


def cpu_seconds() -> float:
    """What this process and those that it has ended have used of the processor."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def peak_mib() -> float:
    """The most memory that this process has held, in MiB, with the largest of those it ended."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    peak = sum(used.ru_maxrss for used in both)
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
