"""Zips handed on piece by piece while they are made; the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's own; a clock would make the bytes differ


def member(name: str) -> zipfile.ZipInfo:
    """An entry of that name, to be compressed."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


class Pieces(io.RawIOBase):
    """Something to write to that hands on what was written. It cannot be gone back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, content: Any) -> int:
        """Keep the piece until it is taken."""
        self._pieces.append(bytes(content))
        return len(content)

    def taken(self) -> Iterator[bytes]:
        """What was written since the last time."""
        taken, self._pieces = self._pieces, []
        yield from taken
