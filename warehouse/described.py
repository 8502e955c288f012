"""What the tables and columns of a snapshot are, in both languages: for manifests and for readers.

Columns that units file are described in `tables/`, all others in `columns/`, and what a table is
in `contents.toml`.
"""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.tables import TABLES

HERE = Path(__file__).parent
COLUMNS = HERE / "columns"
FILED = "filed"
# Where the name of a thing ends and the explanation begins.
END_OF_NAME = re.compile(r"[：；，。]|[:;,.] |\.$| \(")


@dataclass(frozen=True)
class Content:
    """A table of a snapshot: the group that it belongs to, and what it holds."""

    group: str
    zh: str
    en: str


def describe(table: str, column: str, sql_type: str) -> dict[str, str]:
    """A column's type, unit and meaning in both languages. KeyError if nobody described it."""
    if table in TABLES and TABLES[table].has(column):
        filed = TABLES[table].column(column)
        unit, zh, en = filed.unit, filed.meaning.zh, filed.meaning.en
    else:
        known = _described().get(table, {}).get(column) or _described()["every"][column]
        unit, zh, en = known.get("unit", ""), known["zh"], known["en"]
    return {"name": column, "type": sql_type, "unit": unit, "meaning_zh": zh, "meaning_en": en}


def heading(table: str, column: str, language: str) -> str:
    """What a column is called: as units file it, or else how its description begins."""
    is_chinese = language.startswith("zh")
    if table in TABLES and TABLES[table].has(column):
        filed = TABLES[table].column(column)
        return filed.zh if is_chinese else filed.en
    meaning = describe(table, column, "")["meaning_zh" if is_chinese else "meaning_en"]
    return END_OF_NAME.split(meaning, maxsplit=1)[0].strip()


@functools.cache
def contents() -> Mapping[str, Content]:
    """What each table holds, in the order in which tables are offered."""
    read = tomllib.loads((HERE / "contents.toml").read_text("utf-8"))
    made = {
        table: Content(group, **said)
        for group, tables in read.items()
        for table, said in tables.items()
    }
    filed = {
        name: Content(FILED, f"{table.zh}：{table.meaning.zh}", f"{table.en}: {table.meaning.en}")
        for name, table in TABLES.items()
    }
    return made | filed


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
