"""What units file, described once: names, headers, types, units, what is required.

The description is data (`*.toml` beside this file). The reader finds headers with it, the store
creates its tables from it, the checks, the export's manifest and the documentation are made from
it. Nothing else in the project lists the columns of a filing.
"""

import functools
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent

Kind = Literal["register", "monthly"]
Type = Literal[
    "text",
    "project_code",
    "unit",
    "month",
    "date",
    "money",
    "area",
    "percent",
    "integer",
    "flag",
    "choice",
]

SQL_TYPES: dict[Type, str] = {
    "text": "varchar",
    "project_code": "varchar",
    "unit": "varchar",
    "month": "varchar",
    "date": "date",
    "money": "decimal(18,4)",
    "area": "decimal(18,4)",
    "percent": "decimal(18,4)",
    "integer": "bigint",
    "flag": "boolean",
    "choice": "varchar",
}

# The units that a campaign may count in, in 万元.
MONEY_UNITS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
MARKS = tomllib.loads((HERE / "marks" / "templates.toml").read_text("utf-8"))
REFERENCE: str = MARKS["reference"]
NOTES_SHEET: str = MARKS["notes_sheet"]

UNITS: dict[Type, str] = {"money": "万元", "area": "亩", "percent": "%", "integer": "个"}

# Where a row came from. Every canonical row carries these, down to the row of the sheet.
ORIGIN: dict[str, str] = {
    "campaign_id": "varchar",
    "filing_id": "varchar",
    "filed_by": "varchar",
    "filing_month": "varchar",
    "source_file": "varchar",
    "source_sheet": "varchar",
    "source_row": "integer",
}


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Described):
    """A sentence in both languages."""

    zh: str
    en: str


class Choice(_Described):
    """One of the values that a choice column may have, and what offices write for it."""

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()


class Column(_Described):
    """A column of a filing. `name` is canonical and ends in its unit where it has one.

    A `confidential` column leaves the private store only in rows whose flag of that name is off.
    """

    name: str
    zh: str
    en: str
    type: Type
    meaning: Words
    aliases: tuple[str, ...] = ()
    required: bool = False
    confidential: bool = False
    choices: tuple[Choice, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Everything that a sheet may write above this column, the canonical Chinese first."""
        return (self.zh, self.en, self.name, *self.aliases)

    @property
    def sql_type(self) -> str:
        """The type that the store keeps it in."""
        return SQL_TYPES[self.type]

    @property
    def unit(self) -> str:
        """The unit of measure as it is written, empty where there is none."""
        return UNITS.get(self.type, "")


class Table(_Described):
    """A table that units file.

    A `monthly` table's rows speak for the month of their filing. A `register` is the unit's whole
    list as it stands: the latest one filed up to a month is the list of that month. `one_of`
    names columns of which a row must fill at least one. `dated_by` names the date that must lie in
    the filing's month. `named_by` are the columns of a monthly table that only say what a row is
    about: where nothing else is filled in, the row is not filed.
    """

    name: str
    zh: str
    en: str
    kind: Kind
    key: tuple[str, ...]
    meaning: Words
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    dated_by: str | None = None
    named_by: tuple[str, ...] = ()

    @property
    def row_key(self) -> tuple[str, ...]:
        """The key without the month that a filing is for: what tells a row within it."""
        is_monthly = self.kind == "monthly"
        return tuple(name for name in self.key if not (is_monthly and name == "month"))

    def column(self, name: str) -> Column:
        """The column of that canonical name; KeyError if there is none."""
        return self._by_name[name]

    @functools.cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def titles(self) -> tuple[str, ...]:
        """What a sheet or file of this table may be called."""
        return (self.zh, self.en, self.name, *self.aliases)

    @property
    def names(self) -> list[str]:
        """The canonical names of its columns."""
        return [column.name for column in self.columns]

    @property
    def hidden(self) -> list[str]:
        """The columns that are not shown of confidential rows."""
        return [column.name for column in self.columns if column.confidential]

    def has(self, name: str) -> bool:
        """Whether the table has a column of that canonical name."""
        return name in self._by_name


def _load(path: Path) -> Table:
    return Table.model_validate(tomllib.loads(path.read_text("utf-8")))


TABLES: dict[str, Table] = {table.name: table for table in map(_load, sorted(HERE.glob("*.toml")))}
