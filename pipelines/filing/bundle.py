"""Zip files in the inbox: each file in one is taken as if it had been dropped beside it.

What a zip is, its content says: a workbook is one too, and is left as it is. A zip within a zip is
handed on as the file it is, and refused by the reader with a sentence.
"""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipelines.read.bounds import BOUNDS, Bounds
from pipelines.read.content import ZIP
from pipelines.read.grid import Unreadable
from pipelines.read.package import kind, open_package, part

# What programs put into a zip for themselves.
OF_PROGRAMS = ("__MACOSX", "~$", ".", "Thumbs.db", "desktop.ini")


def members(content: bytes, bounds: Bounds = BOUNDS) -> list[tuple[str, bytes]] | None:
    """The files of a zip by their path in it; None where the content is no zip of files.

    One that is broken, locked or out of bounds is none either: the reader refuses it, and says why.
    """
    if not content.startswith(ZIP):
        return None
    try:
        with open_package(content, bounds) as package:
            if kind(package) != "bundle":
                return None
            return list(_files(package))
    except Unreadable:
        return None


def _files(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for member in package.infolist():
        # Windows programs write backslashes; nobody climbs out of the folder.
        names = [n for n in member.filename.replace("\\", "/").split("/") if n not in ("", ".", "..")]
        if member.is_dir() or not names or any(name.startswith(OF_PROGRAMS) for name in names):
            continue
        yield PurePosixPath(*names).as_posix(), part(package, member.filename)
