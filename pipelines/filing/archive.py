"""The archive: every file as it came, by content hash, and a receipt for each time it came.

The store can be made anew from the archive alone, so a receipt says only what cannot be found out
again: where the file lay, when it arrived, and what the sender declared about it. A receipt is
written after the bytes; one that was cut off is written again by the next run, under the same name.

A receipt that was withdrawn stays, with the moment beside it; whoever reads passes it over.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from warehouse.files import write_whole


@dataclass(frozen=True)
class Receipt:
    """A file as it arrived.

    `path` is relative to the inbox, with `/`. `received_at` is UTC, ISO 8601. `declared` are the
    campaign, month and unit that were named on the command line instead of by the path. `bundle` is
    the hash of the zip that the file came in, whose own bytes are kept too; empty for most.
    """

    path: str
    sha256: str
    size: int
    modified_ns: int
    received_at: str
    declared: dict[str, str]
    bundle: str = ""

    @property
    def id(self) -> str:
        """The same for the same bytes arriving at the same place at the same moment."""
        facts = [self.path, self.sha256, self.received_at, sorted(self.declared.items())]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]

    @property
    def campaign(self) -> str:
        """The id of the campaign that it is said to belong to; there may be none of that id."""
        return self.declared.get("campaign") or self.path.partition("/")[0]


class Archive:
    """The folder that is kept for ever."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = FileLock(folder / "keep.lock")

    @contextmanager
    def taking(self) -> Iterator[None]:
        """Nobody else keeps anything meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock:
            yield

    def keep(self, receipt: Receipt, content: bytes, bundle: bytes = b"") -> None:
        """Put the bytes, those of the zip that they came in, and then the receipt on the disk.

        The writer's lock is not needed, so that filing never waits for a run: nothing that is kept
        is ever written again, both files appear whole, and a run that is under way reads what it
        found at its start. Two who keep the same bytes take turns by a lock of the archive's own.
        """
        text = json.dumps(asdict(receipt), ensure_ascii=False, indent=1)
        with self.taking():
            if receipt.bundle:
                self._keep(receipt.bundle, bundle)
            self._keep(receipt.sha256, content)
            write_whole(self._receipts / f"{receipt.id}.json", text.encode())

    def withdraw(self, receipt: Receipt, at: str) -> None:
        """Have the receipt passed over from now on. Its bytes and itself stay."""
        text = json.dumps({"receipt": receipt.id, "withdrawn_at": at}, indent=1)
        with self.taking():
            write_whole(self._withdrawn / f"{receipt.id}.json", text.encode())

    def received(self) -> list[Receipt]:
        """All receipts in the order in which they arrived, the withdrawn ones too."""
        return sorted(self._read(), key=lambda receipt: (receipt.received_at, receipt.path))

    def bundle(self, receipt: Receipt) -> bytes:
        """The zip that the file came in, as it came; raises FileNotFoundError where it was none."""
        return self._content(receipt.bundle).read_bytes()

    def receipts(self) -> list[Receipt]:
        """The receipts that count, in the order in which they arrived."""
        withdrawn = {path.stem for path in self._withdrawn.glob("*.json")}
        return [receipt for receipt in self.received() if receipt.id not in withdrawn]

    def content(self, receipt: Receipt) -> bytes:
        """The file's bytes as they came."""
        return self.path(receipt).read_bytes()

    def path(self, receipt: Receipt) -> Path:
        """Where the file's bytes lie."""
        return self._content(receipt.sha256)

    def has(self, receipt: Receipt) -> bool:
        """Whether the bytes are there."""
        return self._content(receipt.sha256).is_file()

    @property
    def _receipts(self) -> Path:
        return self.folder / "receipts"

    @property
    def _withdrawn(self) -> Path:
        return self.folder / "withdrawn"

    def _keep(self, sha256: str, content: bytes) -> None:
        path = self._content(sha256)
        if not path.exists():
            write_whole(path, content)

    def _content(self, sha256: str) -> Path:
        return self.folder / "files" / sha256[:2] / sha256

    def _read(self) -> Iterator[Receipt]:
        for path in self._receipts.glob("*.json"):
            yield Receipt(**json.loads(path.read_text("utf-8")))
