"""CSV and its kin, in whatever encoding an office's program saved them."""

import codecs
import csv
import io

import polars as pl

from pipelines.read.grid import Grid, Unreadable

SAMPLE_ROWS = 200
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(content: bytes, name: str) -> Grid:
    """The file as one grid; raises Unreadable where no encoding fits or a quote is never closed.

    Rows are counted as records, as a spreadsheet shows them: a quoted line break starts no new row.
    """
    text = _utf8(content)
    head = text[: 1 << 19].decode("utf-8-sig", errors="ignore")
    delimiter = max(",;\t", key=head.count)
    # One column more than any row of the sample has: what falls into it is a slip to be shown.
    width = 1 + max(len(row) for row in _sample(head, delimiter))
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
    return Grid(name, cells.rename(lambda column: str(int(column[7:]) - 1)), padded=True)


def _utf8(content: bytes) -> bytes:
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return content if encoding == "utf-8-sig" else content.decode(encoding).encode()
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return content if encoding == "utf-8" else text.encode()
    raise Unreadable("unknown_encoding", "")


def _sample(head: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(head), delimiter=delimiter)
    try:
        return [row for row, _ in zip(reader, range(SAMPLE_ROWS), strict=False)] or [[]]
    except csv.Error as error:
        raise Unreadable("damaged", str(error)) from None
