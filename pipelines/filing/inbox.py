"""What lies in an inbox that has not been received yet.

The path says whose filing a file is: `<campaign>/<month>/<unit>.xlsx`, or `<unit>_<table>.csv` for
one table, or a zip of such files. The moment of filing is the file's own time of change; a file
that comes back to a path with an older time was put there now. What programs put there for
themselves, or are still copying under another name, is not there.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.filing import bundle
from pipelines.filing.archive import Receipt
from pipelines.read.bounds import BOUNDS, MEBIBYTE

READABLE = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", bundle.ENDING})
IGNORED_NAMES = ("~$", ".")
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp")


@dataclass(frozen=True)
class Arrival:
    """A file that has not been received yet, with its bytes and those of the zip it came in."""

    receipt: Receipt
    content: bytes
    bundle: bytes = b""


class Inbox:
    """A folder of filings, compared with what has been received from it before."""

    def __init__(self, folder: Path, known: Iterable[Receipt]) -> None:
        self.folder = folder
        self._latest: dict[str, Receipt] = {}
        for receipt in known:
            self._latest[receipt.path] = receipt

    def files(self) -> list[Path]:
        """The files that can be read, in order of their paths."""
        return [path for path in self._all() if _is_readable(path)]

    def left_alone(self) -> list[str]:
        """The files that are no workbooks and no CSV, or too large; they are named, not touched."""
        return [_named(path) for path in self._all() if not _is_readable(path)]

    def arrivals(self, declared: dict[str, str]) -> Iterator[Arrival]:
        """Every file whose content is not the one last received from its path."""
        for path in self.files():
            yield from self.arrivals_of(path, declared)

    def _all(self) -> list[Path]:
        return sorted(self._walk())

    def _walk(self) -> Iterator[Path]:
        # Others may take files and folders away meanwhile, which os.walk passes over.
        for folder, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if not name.startswith(IGNORED_NAMES)]
            for name in names:
                if not name.startswith(IGNORED_NAMES) and not name.lower().endswith(UNFINISHED):
                    yield Path(folder, name)

    def arrivals_of(self, path: Path, declared: dict[str, str]) -> Iterator[Arrival]:
        """The file, or what is in the zip, as far as it is not what was last received there."""
        name, status = path.relative_to(self.folder).as_posix(), path.stat()
        sizes = {name: status.st_size}
        if path.suffix.lower() == bundle.ENDING:
            sizes = {f"{name}/{inner}": size for inner, size in bundle.sizes(path).items()} or sizes
        if all(self._is_known(n, size, status.st_mtime_ns, declared) for n, size in sizes.items()):
            return
        content = path.read_bytes()
        inside = bundle.members(content)
        contents = {name: content} if inside is None else {f"{name}/{n}": c for n, c in inside}
        whole = b"" if inside is None else content
        for each, bytes_ in contents.items():
            arrival = self._arrival(each, bytes_, whole, status.st_mtime_ns, declared)
            if arrival:
                yield arrival

    def _is_known(self, name: str, size: int, modified_ns: int, declared: dict[str, str]) -> bool:
        known = self._latest.get(name)
        return known is not None and (known.declared, known.size, known.modified_ns) == (
            declared,
            size,
            modified_ns,
        )

    def _arrival(
        self, name: str, content: bytes, whole: bytes, modified_ns: int, declared: dict[str, str]
    ) -> Arrival | None:
        known = self._latest.get(name)
        digest = hashlib.sha256(content).hexdigest()
        if known and (known.declared, known.sha256) == (declared, digest):
            return None
        receipt = Receipt(
            path=name,
            sha256=digest,
            size=len(content),
            modified_ns=modified_ns,
            received_at=_received_at(modified_ns, known),
            declared=declared,
            bundle=hashlib.sha256(whole).hexdigest() if whole else "",
        )
        return Arrival(receipt, content, whole)


def _is_readable(path: Path) -> bool:
    return path.suffix.lower() in READABLE and _size(path) <= BOUNDS.file_bytes


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # somebody has taken it away since
        return 0


def _named(path: Path) -> str:
    size = _size(path)
    if path.suffix.lower() in READABLE:
        return f"{path.name} ({size // MEBIBYTE} MiB > {BOUNDS.file_bytes // MEBIBYTE} MiB)"
    return path.name


def _received_at(modified_ns: int, before: Receipt | None) -> str:
    now = time.time_ns()
    moment = min(modified_ns, now)
    if before and _iso(moment) <= before.received_at:
        moment = now
    return _iso(moment)


def _iso(moment_ns: int) -> str:
    return datetime.fromtimestamp(moment_ns // 10**9, UTC).isoformat(timespec="seconds")
