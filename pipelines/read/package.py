"""Zip containers (xlsx, xlsm, xlsb, ods, bundles of files), opened with their bounds checked.

Sizes are checked as they are declared; what unpacks to more than it declared is not read on.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipelines.read.bounds import BOUNDS, MEBIBYTE, Bounds
from pipelines.read.grid import Unreadable

ENCRYPTED = 0x1
# Windows writes names in the system's encoding; UTF-8 is marked as such.
NAMES_ENCODING = "gb18030"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
# What programs put into a zip for themselves.
OF_PROGRAMS = ("__MACOSX", "~$", ".", "Thumbs.db", "desktop.ini")
OTHERS = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}
# What Python's own unpacker raises on bytes that are not what they claim to be.
BROKEN = (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def open_package(content: bytes, bounds: Bounds = BOUNDS) -> zipfile.ZipFile:
    """The container, its directory read; raises Unreadable where it is broken or out of bounds."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content), metadata_encoding=NAMES_ENCODING)
    except BROKEN as error:
        raise Unreadable("damaged", str(error)) from None
    members = package.infolist()
    if len(members) > bounds.members:
        raise Unreadable("too_many_members", f"{len(members)} > {bounds.members}")
    whole = sum(member.file_size for member in members)
    if whole > bounds.unpacked_bytes:
        raise Unreadable("unpacks_too_large", _sizes(whole, bounds.unpacked_bytes))
    for member in members:
        ratio = member.file_size / max(1, member.compress_size)
        if member.file_size > bounds.ratio_from_bytes and ratio > bounds.ratio:
            raise Unreadable("unpacks_too_large", f"{member.filename}: 1 : {ratio:.0f}")
        if member.flag_bits & ENCRYPTED:
            raise Unreadable("password")
    return package


def kind(package: zipfile.ZipFile) -> str:
    """xlsx, xlsb, ods, or bundle; raises Unreadable for another program's documents."""
    names = set(package.namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        return _open_document(package, names)
    other = next((name for part, name in OTHERS.items() if part in names), None)
    if other:
        raise Unreadable("not_a_workbook", other)
    return "bundle"


def files(package: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files of a bundle by their paths in it, without what programs leave there."""
    for member in package.infolist():
        # Windows programs write backslashes; and nobody climbs out of the folder.
        parts = member.filename.replace("\\", "/").split("/")
        names = [name for name in parts if name not in ("", ".", "..")]
        if names and not member.is_dir() and not any(n.startswith(OF_PROGRAMS) for n in names):
            yield PurePosixPath(*names).as_posix(), member


def part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes, empty where there is none; raises Unreadable if it does not unpack."""
    try:
        return package.read(name)
    except KeyError:
        return b""
    except BROKEN as error:
        raise Unreadable("damaged", str(error)) from None


def pieces(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in pieces of a mebibyte; nothing where there is none."""
    try:
        with package.open(name) as stream:
            while piece := stream.read(MEBIBYTE):
                yield piece
    except KeyError:
        return
    except BROKEN as error:
        raise Unreadable("damaged", str(error)) from None


def _open_document(package: zipfile.ZipFile, names: set[str]) -> str:
    said = part(package, "mimetype").decode("ascii", "replace").strip()
    if not said.startswith(ODS):
        raise Unreadable("not_a_workbook", said.rpartition(".")[2])
    if b"encryption-data" in part(package, "META-INF/manifest.xml"):
        raise Unreadable("password")
    return "ods"


def _sizes(found: int, allowed: int) -> str:
    return f"{found // MEBIBYTE} MiB > {allowed // MEBIBYTE} MiB"
