"""What a file is by its first bytes, for those that are no tables but often pass for them."""

import re

from pipelines.read.grid import Unreadable

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# How other programs' files begin. The second value is what the sender is told it is.
SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"SQLite format 3", "SQLite"),
)
# Excel 2 to 4 wrote the records that are in a container since.
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")
HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|meta|table|style|div)\b", re.IGNORECASE)
MHTML = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
HEAD = 4096


def refuse_others(content: bytes) -> None:
    """Raise Unreadable for what begins like a file of another kind; return for what may be text."""
    named = next((name for start, name in SIGNATURES if content.startswith(start)), None)
    if named:
        raise Unreadable("not_a_workbook", named)
    if content.startswith(OLD_EXCEL):
        raise Unreadable("old_excel")
    head = content[:HEAD]
    # UTF-16 pages have a zero beside every letter of their tags.
    bare = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xfe\xff\xef\xbb\xbf \t\r\n")
    if bare.startswith(b"<?xml") and b"office:spreadsheet" in bare:
        raise Unreadable("web_page", "XML")
    if HTML.match(bare) or (bare.startswith((b"<?xml", b"<!--")) and HTML.search(bare)):
        raise Unreadable("web_page", "HTML")
    if MHTML.search(bare):
        raise Unreadable("web_page", "MHTML")
    if bare.startswith(b"<?xml"):
        raise Unreadable("not_a_workbook", "XML")
