"""Zip containers, the same bytes whenever they are made."""

import io
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, in their order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as package:
        for name, data in files.items():
            # The kind of an OpenDocument file stands first in it, as it is.
            kind = zipfile.ZIP_STORED if name == "mimetype" else compression
            package.writestr(zipfile.ZipInfo(name), data, kind)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
