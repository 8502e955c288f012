"""The archive: every file as it came, by content hash, and a receipt for each time it came.

The store can be made anew from the archive alone, so a receipt says only what cannot be found out
again: where the file lay, when it arrived, and what the sender declared about it. A receipt is
written after the bytes; one that was cut off is written again by the next run, under the same name.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

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


class Archive:
    """The folder that is kept for ever."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, receipt: Receipt, content: bytes, bundle: bytes = b"") -> None:
        """Put the bytes, those of the zip that they came in, and then the receipt on the disk."""
        if receipt.bundle:
            self._keep(receipt.bundle, bundle)
        self._keep(receipt.sha256, content)
        text = json.dumps(asdict(receipt), ensure_ascii=False, indent=1)
        write_whole(self._receipts / f"{receipt.id}.json", text.encode())

    def bundle(self, receipt: Receipt) -> bytes:
        """The zip that the file came in, as it came; raises FileNotFoundError where it was none."""
        return self._content(receipt.bundle).read_bytes()

    def receipts(self) -> list[Receipt]:
        """All receipts in the order in which they arrived."""
        return sorted(self._read(), key=lambda receipt: (receipt.received_at, receipt.path))

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

    def _keep(self, sha256: str, content: bytes) -> None:
        path = self._content(sha256)
        if not path.exists():
            write_whole(path, content)

    def _content(self, sha256: str) -> Path:
        return self.folder / "files" / sha256[:2] / sha256

    def _read(self) -> Iterator[Receipt]:
        for path in self._receipts.glob("*.json"):
            yield Receipt(**json.loads(path.read_text("utf-8")))
