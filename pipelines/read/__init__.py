"""From bytes to grids of text, whatever the office's program wrote. Reading never repairs.

What a file is, its content says, not its name. Formulas are never worked out, links never followed,
macros never run, entities of XML never expanded.
"""

from pathlib import PurePosixPath

from pipelines.read.bounds import BOUNDS, MEBIBYTE, Bounds
from pipelines.read.content import OLE, ZIP, refuse_others
from pipelines.read.delimited import read_delimited
from pipelines.read.grid import Grid, Unreadable
from pipelines.read.workbook import read_ole, read_package

__all__ = ["BOUNDS", "Bounds", "Grid", "Unreadable", "read"]


def read(content: bytes, path: str, bounds: Bounds = BOUNDS) -> list[Grid]:
    """The grids of a file, one a sheet; the content decides what it is, not the name's ending.

    Raises Unreadable with a reason that the sender can act on.
    """
    if not content or content.isspace() or not content.strip(b"\0"):
        raise Unreadable("empty_file")
    if len(content) > bounds.file_bytes:
        sizes = f"{len(content) // MEBIBYTE} MiB > {bounds.file_bytes // MEBIBYTE} MiB"
        raise Unreadable("file_too_large", sizes)
    if content.startswith(ZIP):
        return read_package(content, bounds)
    if content.startswith(OLE):
        return read_ole(content, bounds)
    refuse_others(content)
    return [read_delimited(content, PurePosixPath(path).stem, bounds)]
