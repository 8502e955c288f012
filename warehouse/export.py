"""A snapshot to take away: one zip, a CSV per table and mart, and a manifest that explains them.

The same snapshot and filter give the same bytes. The CSVs open in Excel as they are: UTF-8 with a
byte order mark, texts quoted, and no cell that a spreadsheet would take for a formula.
"""

import csv
import functools
import hashlib
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.archives import Pieces, member
from warehouse.connection import Connection
from warehouse.tables import TABLES

BATCH_ROWS = 5_000
BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = Path(__file__).parent / "columns"


class NoSuchCampaign(Exception):
    """The snapshot has no campaign of that id; the message lists those it has."""


def file_name(snapshot_id: str, campaign: str | None) -> str:
    """What the zip is called."""
    return f"saima-{campaign or 'all'}-{snapshot_id}.zip"


def stream(connection: Connection, *, campaign: str | None) -> Iterator[bytes]:
    """The zip, piece by piece; only rows of `campaign` where one is named.

    Raises NoSuchCampaign before the first piece.
    """
    campaigns = [
        row[0] for row in connection.cursor().sql("select campaign_id from campaigns").fetchall()
    ]
    if campaign is not None and campaign not in campaigns:
        raise NoSuchCampaign(
            f"There is no campaign {campaign!r}. There are: {', '.join(campaigns)}."
        )
    return _stream(connection, campaign)


def as_csv(frame: pl.DataFrame) -> bytes:
    """A frame as a CSV by itself, in the form of those in the zip."""
    rows = [[_harmless(c) if isinstance(c, str) else c for c in row] for row in frame.iter_rows()]
    return (BOM + _csv([frame.columns]) + _csv(rows)).encode()


def _stream(connection: Connection, campaign: str | None) -> Iterator[bytes]:
    pieces = Pieces()
    entries = []
    with zipfile.ZipFile(pieces, "w") as archive:
        for table in _tables(connection):
            question = _Question(connection, table, campaign)
            digest = hashlib.sha256()
            with archive.open(member(f"{table}.csv"), "w", force_zip64=True) as file:
                for text in question.lines():
                    content = text.encode()
                    digest.update(content)
                    file.write(content)
                    yield from pieces.taken()
            entries.append(question.entry(digest.hexdigest()))
        manifest = _manifest(connection, campaign, entries)
        archive.writestr(member("manifest.json"), manifest)
    yield from pieces.taken()


class _Question:
    """All rows of a table in a fixed order, as CSV text."""

    def __init__(self, connection: Connection, table: str, campaign: str | None) -> None:
        self.table = table
        self.rows = 0
        self._cursor = connection.cursor()
        described = self._cursor.sql(f"describe {table}").fetchall()
        self.columns = [(row[0], row[1]) for row in described]
        scoped = campaign is not None and any(name == "campaign_id" for name, _ in self.columns)
        where = "where campaign_id = $campaign" if scoped else ""
        self._sql = f"select * from {table} {where} order by all"
        self._bound = {"campaign": campaign} if scoped else None

    def lines(self) -> Iterator[str]:
        yield BOM + _csv([[name for name, _ in self.columns]])
        texts = [kind == "VARCHAR" for _, kind in self.columns]
        answer = self._cursor.execute(self._sql, self._bound)
        while batch := answer.fetchmany(BATCH_ROWS):
            self.rows += len(batch)
            yield _csv(
                [_harmless(cell) if text else cell for cell, text in zip(row, texts, strict=True)]
                for row in batch
            )

    def entry(self, sha256: str) -> dict[str, Any]:
        return {
            "file": f"{self.table}.csv",
            "rows": self.rows,
            "sha256": sha256,
            "columns": [describe(self.table, name, kind) for name, kind in self.columns],
        }


@functools.cache
def _described() -> dict[str, dict[str, dict[str, str]]]:
    """By table, and by column within: all files of the folder together."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for path in sorted(COLUMNS.glob("*.toml")):
        for table, columns in tomllib.loads(path.read_text("utf-8")).items():
            known = found.setdefault(table, {})
            if twice := sorted(known.keys() & columns.keys()):
                raise ValueError(f"{path.name}: [{table}] describes {', '.join(twice)} once more.")
            known.update(columns)
    return found


def describe(table: str, column: str, sql_type: str) -> dict[str, str]:
    """A column's type, unit and meaning in both languages. KeyError if nobody described it."""
    if table in TABLES and TABLES[table].has(column):
        filed = TABLES[table].column(column)
        unit, zh, en = filed.unit, filed.meaning.zh, filed.meaning.en
    else:
        known = _described().get(table, {}).get(column) or _described()["every"][column]
        unit, zh, en = known.get("unit", ""), known["zh"], known["en"]
    return {"name": column, "type": sql_type, "unit": unit, "meaning_zh": zh, "meaning_en": en}


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


def _tables(connection: Connection) -> list[str]:
    found = connection.cursor().sql("select table_name from duckdb_tables() order by table_name")
    return [row[0] for row in found.fetchall()]


def _csv(rows: Any) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _harmless(text: str | None) -> str | None:
    return f"'{text}" if text and text.startswith(FORMULA) else text
