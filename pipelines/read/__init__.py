"""From bytes to grids of text, whatever the office's program wrote. Reading never repairs."""

from pathlib import PurePosixPath

from pipelines.read.delimited import read_delimited
from pipelines.read.grid import Grid, Unreadable
from pipelines.read.workbook import read_workbook

__all__ = ["Grid", "Unreadable", "read"]

ZIP, OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")


def read(content: bytes, path: str) -> list[Grid]:
    """The grids of a file, one a sheet; the content decides what it is, not the name's ending.

    Raises Unreadable with a reason that the sender can act on.
    """
    if not content or content.isspace():
        raise Unreadable("empty_file", "")
    if content.startswith((ZIP, OLE)):
        return read_workbook(content)
    return [read_delimited(content, PurePosixPath(path).stem)]
