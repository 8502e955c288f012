"""What the templates of a campaign's month are filled in with, asked of a snapshot at once.

A unit's rows are those that it filed itself, or for monthly tables the projects that it reports
on. Nothing of another unit is among them, and what a snapshot hides is not there either.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from warehouse.connection import Connection
from warehouse.tables import TABLES, Table
from warehouse.templates.forms import forms

HERE = Path(__file__).parent
Row = dict[str, Any]


class NoSuchTemplate(Exception):
    """The snapshot has no such campaign or month, or the unit files nothing; names those it has."""


@dataclass(frozen=True)
class Heading:
    """What every sheet says of itself."""

    name_zh: str
    name_en: str
    money_unit: str
    is_synthetic: bool
    month: str
    last_day: date
    filing_due_on: date


@dataclass(frozen=True)
class Unit:
    """Who fills in a template, and the tables that it has."""

    id: str
    zh: str
    en: str
    is_office: bool
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Material:
    """Everything that goes into the templates of a month.

    `rows` are by table and unit. `unit_names` and `project_names` are by code.
    """

    heading: Heading
    units: list[Unit]
    unit_names: dict[str, str]
    months: list[str]
    project_names: dict[str, str]
    rows: dict[str, dict[str, list[Row]]] = field(default_factory=dict)

    def unit(self, named: str) -> Unit:
        """The unit of that code or name; raises NoSuchTemplate, with all names."""
        for unit in self.units:
            if named in (unit.id, unit.zh, unit.en):
                return unit
        names = ", ".join(f"{unit.zh} ({unit.id})" for unit in self.units)
        raise NoSuchTemplate(f"There is no template of {named!r}. There are those of: {names}.")


def material(connection: Connection, campaign: str, month: str) -> Material:
    """What the templates of that month are made of; raises NoSuchTemplate."""
    ask = _Asking(connection, campaign, month)
    headings = ask.named("heading")
    if not headings:
        raise NoSuchTemplate(f"There is no {campaign} {month}. There are: {ask.places()}.")
    names = {row["project_code"]: row["project_name"] for row in ask.named("names")}
    return Material(
        heading=Heading(**headings[0]),
        units=_units(ask.named("sheets")),
        unit_names={row["unit_id"]: row["name_zh"] for row in ask.named("units")},
        months=[row["month"] for row in ask.named("months")],
        project_names=names,
        rows={name: _by_unit(ask.rows(table), names) for name, table in TABLES.items()},
    )


class _Asking:
    """Asks a snapshot about a campaign's month."""

    def __init__(self, connection: Connection, campaign: str, month: str) -> None:
        self._connection = connection
        self._bound = {"campaign": campaign, "month": month}

    def named(self, query: str) -> list[Row]:
        return self._answer((HERE / f"{query}.sql").read_text("utf-8"))

    def rows(self, table: Table) -> list[Row]:
        """The rows that are given, each with `filed_by`."""
        if table.kind == "monthly":
            return self.named(table.name)
        columns = ", ".join(f"listed.{name}" for name in table.names)
        return self._answer(
            f"""
            select lists.filed_by, {columns}
            from lists
            join {table.name} as listed using (campaign_id, filing_id)
            where
                lists.campaign_id = $campaign
                and lists.month = $month
                and lists.table_name = '{table.name}'
            order by lists.filed_by, listed.source_sheet, listed.source_row
            """
        )

    def places(self) -> str:
        sql = "select campaign_id, min(month), max(month) from campaign_months group by all"
        found = self._connection.cursor().sql(f"{sql} order by all").fetchall()
        return ", ".join(f"{campaign} {first} … {last}" for campaign, first, last in found)

    def _answer(self, sql: str) -> list[Row]:
        bound = {name: value for name, value in self._bound.items() if f"${name}" in sql}
        cursor = self._connection.cursor().execute(sql, bound)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _units(sheets: list[Row]) -> list[Unit]:
    tables: dict[tuple[str, str, str, bool], set[str]] = defaultdict(set)
    for row in sheets:
        who = (row["unit_id"], row["name_zh"], row["name_en"], row["is_office"])
        tables[who].add(row["table_name"])
    return [
        Unit(*who, tables=tuple(TABLES[name] for name in forms() if name in here))
        for who, here in tables.items()
    ]


def _by_unit(rows: list[Row], project_names: dict[str, str]) -> dict[str, list[Row]]:
    """The rows by who files them, with the name of the project that they are about."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        name = project_names.get(row.get("project_code") or "")
        found[row["filed_by"]].append({"project_name": name, **row})
    return found
