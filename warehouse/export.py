"""A snapshot to take away: one zip, a CSV per table and mart, and a manifest that explains them.

The same snapshot and filter give the same bytes. The CSVs open in Excel as they are: UTF-8 with a
byte order mark, texts quoted, and no cell that a spreadsheet would take for a formula.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import polars as pl

from warehouse import rows
from warehouse.archives import Pieces, member
from warehouse.connection import Connection
from warehouse.described import describe
from warehouse.rows import Rows

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def file_name(snapshot_id: str, campaign: str | None) -> str:
    """What the zip is called."""
    return f"saima-{campaign or 'all'}-{snapshot_id}.zip"


def stream(connection: Connection, *, campaign: str | None) -> Iterator[bytes]:
    """The zip, piece by piece; only rows of `campaign` where one is named.

    Raises NoSuchCampaign before the first piece.
    """
    rows.known(connection, campaign)
    return _stream(connection, campaign)


def as_csv(frame: pl.DataFrame) -> bytes:
    """A frame as a CSV by itself, in the form of those in the zip."""
    cells = [[_harmless(c) if isinstance(c, str) else c for c in row] for row in frame.iter_rows()]
    return (BOM + _csv([frame.columns]) + _csv(cells)).encode()


def one_csv(found: Rows) -> Iterator[bytes]:
    """A table by itself, piece by piece, as it stands in the zip."""
    return (text.encode() for text in _File(found).lines())


def _stream(connection: Connection, campaign: str | None) -> Iterator[bytes]:
    pieces = Pieces()
    entries = []
    with zipfile.ZipFile(pieces, "w") as archive:
        for table in rows.tables(connection):
            one = _File(rows.of_table(connection, table, campaign))
            digest = hashlib.sha256()
            with archive.open(member(f"{table}.csv"), "w", force_zip64=True) as file:
                for text in one.lines():
                    content = text.encode()
                    digest.update(content)
                    file.write(content)
                    yield from pieces.taken()
            entries.append(one.entry(digest.hexdigest()))
        manifest = _manifest(connection, campaign, entries)
        archive.writestr(member("manifest.json"), manifest)
    yield from pieces.taken()


class _File:
    """A CSV of the zip: its text, and what the manifest says of it once that has been read."""

    def __init__(self, found: Rows) -> None:
        self._found = found
        self._rows = 0

    def lines(self) -> Iterator[str]:
        yield BOM + _csv([[name for name, _ in self._found.columns]])
        texts = [kind == "VARCHAR" for _, kind in self._found.columns]
        for batch in self._found.batches():
            self._rows += len(batch)
            yield _csv(
                [_harmless(cell) if text else cell for cell, text in zip(row, texts, strict=True)]
                for row in batch
            )

    def entry(self, sha256: str) -> dict[str, Any]:
        table = self._found.name
        return {
            "file": f"{table}.csv",
            "rows": self._rows,
            "sha256": sha256,
            "columns": [describe(table, name, kind) for name, kind in self._found.columns],
        }


def _manifest(connection: Connection, campaign: str | None, entries: list[dict[str, Any]]) -> str:
    cursor = connection.cursor()
    snapshot, received = cursor.sql(
        "select snapshot_id, last_received_at from snapshot"
    ).fetchall()[0]
    definitions = cursor.sql("select campaign_id, definition_sha256, is_synthetic from campaigns")
    content = {
        "snapshot": snapshot,
        "last_received_at": received,
        "filters": {"campaign": campaign},
        "definitions": {
            name: {"sha256": sha256, "synthetic_data": synthetic}
            for name, sha256, synthetic in definitions.fetchall()
        },
        "harmless": "A text that begins with = + - @ has an apostrophe before it.",
        "files": entries,
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _csv(lines: Any) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(lines)
    return text.getvalue()


def _harmless(text: str | None) -> str | None:
    return f"'{text}" if text and text.startswith(FORMULA) else text
