"""Which files of an inbox are whole: nobody is writing them any more.

A file is, if two looks some time apart found the same size and time of change, it can be opened,
and, being a zip as workbooks are, it has its directory, which is written last. One that stays
broken or empty for long was not copied to its end: it is taken as it is, and the sender is told.
"""

import os
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.filing.inbox import Inbox
from pipelines.read.content import ZIP

State = tuple[int, int]


@dataclass(frozen=True)
class Patience:
    """How long a file has to stay unchanged to be whole, and to be given up as it is; seconds."""

    settle: float = 5.0
    give_up: float = 600.0


class Looks:
    """Looks at an inbox, one after the other."""

    def __init__(
        self, inbox: Inbox, patience: Patience, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.inbox, self.patience, self.clock = inbox, patience, clock
        self._seen: dict[Path, tuple[State, float]] = {}

    def look(self) -> list[Path]:
        """The files that are whole by now, in order of their paths."""
        now = self.clock()
        before, self._seen = self._seen, {}
        whole = []
        for path in self.inbox.files():
            state = _state(path)
            if state is None:
                continue
            last, since = before.get(path, (None, now))
            self._seen[path] = (state, since if state == last else now)
            if state == last and self._is_whole(path, state, now - since):
                whole.append(path)
        return whole

    def waiting(self) -> list[Path]:
        """The files found by the last look, those that are whole included."""
        return list(self._seen)

    def _is_whole(self, path: Path, state: State, unchanged: float) -> bool:
        if unchanged < self.patience.settle:
            return False
        return unchanged >= self.patience.give_up or (state[0] > 0 and _has_its_end(path))


def _state(path: Path) -> State | None:
    """Size and time of change; None where it cannot be opened (yet).

    Asked of the open file: opening makes a network share ask its server.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _has_its_end(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(ZIP)) != ZIP or zipfile.is_zipfile(file)
    except OSError:
        return False
