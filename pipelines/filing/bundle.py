"""Zip files in the inbox: each file in one is taken as if it had been dropped beside it.

What a zip is, its content says: a workbook is one too, and is left as it is. A zip within a zip is
handed on as the file it is, and refused by the reader with a sentence.
"""

import zipfile
from dataclasses import replace
from pathlib import Path

from pipelines.read.bounds import BOUNDS, Bounds
from pipelines.read.content import ZIP
from pipelines.read.grid import Unreadable
from pipelines.read.package import BROKEN, NAMES_ENCODING, files, kind, open_package, part

ENDING = ".zip"


def members(content: bytes, bounds: Bounds = BOUNDS) -> list[tuple[str, bytes]] | None:
    """The files of a zip by their path in it; None where the content is no zip of files.

    One that is broken, locked, empty or out of bounds is none either: the reader refuses it, and
    says why.
    All its files together may be as large as a single one.
    """
    if not content.startswith(ZIP):
        return None
    try:
        with open_package(content, replace(bounds, unpacked_bytes=bounds.file_bytes)) as package:
            if kind(package) != "bundle":
                return None
            found = [(name, part(package, file.filename)) for name, file in files(package)]
            return found or None
    except Unreadable:
        return None


def sizes(path: Path) -> dict[str, int]:
    """The sizes of a zip's files by their path in it, from its directory alone; none if broken."""
    try:
        with zipfile.ZipFile(path, metadata_encoding=NAMES_ENCODING) as package:
            return {name: file.file_size for name, file in files(package)}
    except BROKEN:
        return {}
