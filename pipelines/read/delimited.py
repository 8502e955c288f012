"""CSV and its kin, in whatever encoding an office's program saved them."""

import codecs
import csv
import io

import polars as pl

from pipelines.read.bounds import Bounds
from pipelines.read.grid import Grid, Unreadable

SAMPLE_ROWS = 200
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Zeros that are no coincidence: commas and line ends of UTF-16 without a mark at its start.
WIDE_ZEROS = 3


def read_delimited(content: bytes, name: str, bounds: Bounds) -> Grid:
    """The file as one grid; raises Unreadable where no encoding fits or a quote is never closed.

    Rows are counted as records, as a spreadsheet shows them: a quoted line break starts no new row.
    """
    text = _utf8(content)
    head = text[: 1 << 19].decode("utf-8-sig", errors="ignore")
    delimiter = max(",;\t", key=head.count)
    # One column more than any row of the sample has: what falls into it is a slip to be shown.
    width = 1 + max(len(row) for row in _sample(head, delimiter))
    if width > bounds.columns:
        raise Unreadable("too_large", f"{name}: × {width}")
    try:
        cells = pl.read_csv(
            text,
            has_header=False,
            separator=delimiter,
            schema={f"column_{column + 1}": pl.String for column in range(width)},
            missing_columns="insert",
            truncate_ragged_lines=True,
        )
    except (pl.exceptions.ComputeError, pl.exceptions.NoDataError) as error:
        raise Unreadable("damaged", str(error).splitlines()[0]) from None
    if cells.height > bounds.rows or cells.height * width > bounds.cells:
        raise Unreadable("too_large", f"{name}: {cells.height} × {width}")
    return Grid(name, cells.rename(lambda column: str(int(column[7:]) - 1)), padded=True)


def _utf8(content: bytes) -> bytes:
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return content if encoding == "utf-8-sig" else _decoded(content, encoding)
    if b"\0" in content:
        return _decoded(content, _wide(content[: 1 << 16]))
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return content if encoding == "utf-8" else text.encode()
    raise Unreadable("unknown_encoding")


def _wide(head: bytes) -> str:
    """The byte order, by the side on which the zeros of plain letters stand."""
    big, little = head[::2].count(0), head[1::2].count(0)
    if max(big, little) < WIDE_ZEROS or not min(big, little) * 4 < max(big, little):
        raise Unreadable("not_text")
    return "utf-16-be" if big > little else "utf-16-le"


def _decoded(content: bytes, encoding: str) -> bytes:
    try:
        return content.decode(encoding).encode()
    except UnicodeError:
        raise Unreadable("unknown_encoding") from None


def _sample(head: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(head), delimiter=delimiter)
    try:
        return [row for row, _ in zip(reader, range(SAMPLE_ROWS), strict=False)] or [[]]
    except csv.Error as error:
        raise Unreadable("damaged", str(error)) from None
