"""What happens to whole files: renamed, cut off, locked, empty, or another program's."""

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from msoffcrypto.format.ooxml import OOXMLFile

from tests import formats
from tests.corpus import layouts
from tests.formats.opendocument import KIND

PASSWORD = "saima"
FILE_PASS, WRITE_ACCESS, NAME_BYTES = 0x2F, 0x5C, 112


@dataclass(frozen=True)
class Container:
    """A file under the ending that it bears; refused for the reason, or read if there is none."""

    name: str
    ending: str
    make: Callable[[], bytes]
    reason: str = ""


def _book(kind: str) -> bytes:
    return formats.BOOKS[kind]([sheet.page() for sheet in layouts.bare().sheets])


def _renamed() -> Iterator[Container]:
    """The content decides, not the ending."""
    for kind in formats.BOOKS:
        for ending in ("xlsx", "xls", "xlsb", "ods", "csv", "tsv", "xlsm"):
            if ending != kind:
                yield Container(f"{kind} called {ending}", ending, partial(_book, kind))


def _cut() -> Iterator[Container]:
    """A copy that was broken off."""
    for kind in formats.BOOKS:
        for tenths in (1, 3, 5, 7, 9):
            name = f"{kind} cut at {tenths}0 %"
            yield Container(name, kind, partial(_first, kind, tenths), "damaged")


def _first(kind: str, tenths: int) -> bytes:
    whole = _book(kind)
    return whole[: len(whole) * tenths // 10]


def _locked() -> Iterator[Container]:
    """With a password, as Office locks files."""
    for kind in ("xlsx", "xlsm"):
        yield Container(f"{kind} with a password", kind, partial(_encrypted, kind), "password")
    yield Container("xls with a password", "xls", _locked_xls, "password")
    yield Container("ods with a password", "ods", _locked_ods, "password")
    yield Container("zip with a password", "xlsx", _locked_zip, "password")


def _encrypted(kind: str) -> bytes:
    """Encrypted for real: AES in an OLE container, [MS-OFFCRYPTO]."""
    content = io.BytesIO()
    OOXMLFile(io.BytesIO(_book(kind))).encrypt(PASSWORD, content)
    return content.getvalue()


def _locked_xls() -> bytes:
    """The record of who wrote the file made into FilePass with RC4 ([MS-XLS] 2.4.117).

    The contents are left as they are: who sees that record must not read on.
    """
    whole = bytearray(_book("xls"))
    at = whole.index(struct.pack("<HH", WRITE_ACCESS, NAME_BYTES))
    rc4 = struct.pack("<3H", 1, 1, 1)
    whole[at : at + 4 + NAME_BYTES] = struct.pack("<HH", FILE_PASS, NAME_BYTES) + rc4.ljust(
        NAME_BYTES, b"x"
    )
    return bytes(whole)


def _locked_ods() -> bytes:
    parts = formats.unzipped(_book("ods"))
    manifest = parts["META-INF/manifest.xml"].decode()
    entry = "<manifest:encryption-data manifest:checksum-type='SHA1/1K'/></manifest:manifest>"
    locked = manifest.replace("</manifest:manifest>", entry)
    return formats.zipped({**parts, "META-INF/manifest.xml": locked})


def _locked_zip() -> bytes:
    """The flag of an encrypted member in the directory of the package."""
    content = bytearray(_book("xlsx"))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _text(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: text.encode(encoding)


def _bytes(content: bytes) -> Callable[[], bytes]:
    return lambda: content


PAGE = "<html><body><table><tr><td>项目代码</td></tr></table></body></html>"
SPREADSHEET = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
WEB_ARCHIVE = "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table/>"
OTHERS = (
    Container("nothing", "xlsx", _bytes(b""), "empty_file"),
    Container("blanks", "csv", _text(" \r\n\t\r\n"), "empty_file"),
    Container("zeros", "xls", _bytes(bytes(512)), "empty_file"),
    Container("a web page", "xls", _text(PAGE), "web_page"),
    Container("a web page in UTF-16", "xls", _text("\ufeff" + PAGE, "utf-16-le"), "web_page"),
    Container("a web page in GBK", "xls", _text(PAGE, "gb18030"), "web_page"),
    Container("a web archive", "xls", _text(WEB_ARCHIVE), "web_page"),
    Container("a spreadsheet in XML", "xls", _text(SPREADSHEET), "web_page"),
    Container("a PDF", "xlsx", _bytes(b"%PDF-1.7\n1 0 obj"), "not_a_workbook"),
    Container("a picture", "xlsx", _bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)), "not_a_workbook"),
    Container("RAR", "xlsx", _bytes(b"Rar!\x1a\x07\x01\x00"), "not_a_workbook"),
    Container("7z", "xlsx", _bytes(b"7z\xbc\xaf\x27\x1c" + bytes(32)), "not_a_workbook"),
    Container("gzip", "csv", _bytes(b"\x1f\x8b\x08\x00" + bytes(32)), "not_a_workbook"),
    Container("XML", "xls", _text("<?xml version='1.0'?><data/>"), "not_a_workbook"),
    Container("Excel 4", "xls", _bytes(b"\x09\x04\x06\x00\x00\x00\x10\x00"), "old_excel"),
    Container("no text", "csv", _bytes(b"\x01\x00\x00\x02" * 64 + b"ab"), "not_text"),
    Container("no encoding", "csv", _bytes(b"\xff\xff\xff,\xfe\xfe\n"), "unknown_encoding"),
    Container(
        "a text document",
        "xlsx",
        lambda: formats.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
        "not_a_workbook",
    ),
    Container(
        "a text document of OpenDocument",
        "ods",
        lambda: formats.zipped(
            {"mimetype": KIND.replace("spreadsheet", "text"), "content.xml": "x"}
        ),
        "not_a_workbook",
    ),
    Container(
        "a zip in place of a workbook",
        "xlsx",
        lambda: formats.zipped({"a.xlsx": "x"}),
        "nested_zip",
    ),
)
CONTAINERS = (*_renamed(), *_cut(), *_locked(), *OTHERS)
