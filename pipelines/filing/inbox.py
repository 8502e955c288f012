"""What lies in an inbox that has not been received yet.

The path says whose filing a file is: `<campaign>/<month>/<unit>.xlsx`, or `<unit>_<table>.csv` for
one table. The moment of filing is the file's own time of change; a file that comes back to a path
with an older time was put there now.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.filing.archive import Receipt

READABLE = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv"})
IGNORED_NAMES = ("~$", ".")


@dataclass(frozen=True)
class Arrival:
    """A file that has not been received yet, with its bytes."""

    receipt: Receipt
    content: bytes


class Inbox:
    """A folder of filings, compared with what has been received from it before."""

    def __init__(self, folder: Path, known: Iterable[Receipt]) -> None:
        self.folder = folder
        self._latest: dict[str, Receipt] = {}
        for receipt in known:
            self._latest[receipt.path] = receipt

    def files(self) -> list[Path]:
        """The files that can be read, in order of their paths."""
        return [path for path in self._all() if path.suffix.lower() in READABLE]

    def left_alone(self) -> list[Path]:
        """The files that are no workbooks and no CSV; they are named, not touched."""
        return [path for path in self._all() if path.suffix.lower() not in READABLE]

    def arrivals(self, declared: dict[str, str]) -> Iterator[Arrival]:
        """Every file whose content is not the one last received from its path."""
        for path in self.files():
            arrival = self._arrival(path, declared)
            if arrival:
                yield arrival

    def _all(self) -> list[Path]:
        return sorted(
            path
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.startswith(IGNORED_NAMES)
        )

    def _arrival(self, path: Path, declared: dict[str, str]) -> Arrival | None:
        name = path.relative_to(self.folder).as_posix()
        known = self._latest.get(name)
        status = path.stat()
        same_place = known is not None and known.declared == declared
        if known and same_place and _unchanged(known, status.st_size, status.st_mtime_ns):
            return None
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if known and same_place and known.sha256 == digest:
            return None
        receipt = Receipt(
            path=name,
            sha256=digest,
            size=len(content),
            modified_ns=status.st_mtime_ns,
            received_at=_received_at(status.st_mtime_ns, known),
            declared=declared,
        )
        return Arrival(receipt, content)


def _unchanged(known: Receipt, size: int, modified_ns: int) -> bool:
    return (known.size, known.modified_ns) == (size, modified_ns)


def _received_at(modified_ns: int, before: Receipt | None) -> str:
    now = time.time_ns()
    moment = min(modified_ns, now)
    if before and _iso(moment) <= before.received_at:
        moment = now
    return _iso(moment)


def _iso(moment_ns: int) -> str:
    return datetime.fromtimestamp(moment_ns // 10**9, UTC).isoformat(timespec="seconds")
