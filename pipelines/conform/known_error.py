"""One known error: a cell, what is wrong in it and what is right, read from its entry in a file."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from campaigns import Campaign
from campaigns.calendar import months
from campaigns.model import names_of
from pipelines.conform.typed import NotOfType, Value, typed
from warehouse.tables import TABLES

Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True)
class KnownError:
    """A cell, what is wrong in it and what is right; values as the store keeps them, money in 万元.

    `unit` is the code of whoever filed, `month` the month that the filing is for (of a back-fill's
    list its first), `key` the values of the table's key in its order.
    """

    id: str
    table: str
    unit: str
    month: str
    key: tuple[Value, ...]
    column: str
    wrong: Value
    right: Value
    reason: str
    decided_by: str
    decided_on: dt.date
    letter: str

    @property
    def cell(self) -> tuple[object, ...]:
        """What an entry is about: no two entries may be about the same."""
        return self.table, self.unit, self.month, self.key, self.column


class Entry(BaseModel):
    """An entry as it is written."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    table: Text
    unit: Text
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    key: dict[str, Any]
    column: Text
    wrong: Any
    right: Any
    reason: Text
    decided_by: Text
    decided_on: dt.date
    letter: str = ""

    @model_validator(mode="after")
    def _is_of_a_table(self) -> "Entry":
        table = TABLES.get(self.table)
        if table is None:
            raise ValueError(f"there is no table {self.table!r}. There are: {', '.join(TABLES)}")
        if not table.has(self.column):
            raise ValueError(f"{table.name} has no column {self.column!r}")
        if self.column in table.key:
            raise ValueError(
                f"{self.column} is part of the key of {table.name} and says which row it is. "
                "Have the sender file it again"
            )
        if table.kind == "monthly" and "month" in table.key:
            self.key.setdefault("month", self.month)
            if self.key["month"] != self.month:
                raise ValueError(f"month is {self.month!r}, and in key {self.key['month']!r}")
        if set(self.key) != set(table.key):
            raise ValueError(f"key has to name {', '.join(table.key)}")
        return self


def known_error(entry: Entry, campaign: Campaign) -> KnownError:
    """The entry with typed values; ValueError where they do not fit the table or the campaign."""
    table, column = TABLES[entry.table], TABLES[entry.table].column(entry.column)
    unit = next((u.code for u in campaign.units if entry.unit in names_of(u)), None)
    if unit is None:
        raise ValueError(f"unit: nobody files as {entry.unit!r} in {campaign.id}")
    there = [each.month for each in months(campaign)]
    if entry.month not in there:
        raise ValueError(f"month: {entry.month!r} is not within {there[0]} … {there[-1]}")
    units = {name: each.code for each in campaign.contenders for name in names_of(each)}
    key = tuple(typed(entry.key[name], table.column(name), units, "key") for name in table.key)
    wrong = typed(entry.wrong, column, units, "wrong")
    right = typed(entry.right, column, units, "right")
    if wrong == right:
        raise ValueError(f"wrong and right are both {entry.right!r}")
    if right is None and column.required:
        raise NotOfType(f"right: {column.name} may not be blank")
    said = {name: getattr(entry, name) for name in ("reason", "decided_by", "decided_on", "letter")}
    return KnownError(
        entry.id, table.name, unit, entry.month, key, column.name, wrong, right, **said
    )
