"""What a cell of a template takes: lists to choose from, and checks with a message.

What the reader would reject is stopped; what only looks wrong, such as a cumulative figure that
falls, is warned of. Each message is in Chinese and English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.tables import Column, Table
from warehouse.templates.forms import forms
from warehouse.templates.words import EN, MESSAGE, TITLE, ZH, both

# The first day that a spreadsheet's date can be taken for.
EARLIEST = date(1990, 1, 1)
# Twenty digits in five groups with hyphens, a phase or none, or the digits alone.
CODE = (
    "=OR(LEN({cell})=20,AND(OR(LEN({cell})=24,LEN({cell})=28),"
    'MID({cell},5,1)="-",MID({cell},12,1)="-",MID({cell},15,1)="-",MID({cell},18,1)="-"))'
)
NUMBER = "=ISNUMBER({cell})"
Options = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a column's cells are: `cell` is the first one, `reference` what it may not fall below.

    `lists` are the ranges to choose from: units, months, codes of projects.
    """

    cell: str
    last_day: date
    reference: str | None
    lists: Mapping[str, str]


def check(table: Table, column: Column, place: Place) -> Options | None:
    """The options of a data validation; None where any text will do."""
    made = _choosing(column, place)
    if made is None and column.type == "date":
        made = _dated(table, column, place)
    return made or _counted(column, place)


def _choosing(column: Column, place: Place) -> Options | None:
    if column.type == "choice":
        return _list([choice.zh for choice in column.choices])
    if column.type == "flag":
        return _list([ZH("templates.yes"), ZH("templates.no")])
    known = place.lists.get(column.type)
    if known is None:
        return None
    # A project may be another unit's, so its code is only asked about.
    stops = column.type != "project_code"
    return _list(known) | _said("listed", stops=stops)


def _list(source: str | list[str]) -> Options:
    return {"validate": "list", "source": source} | _said("listed")


def _dated(table: Table, column: Column, place: Place) -> Options:
    if column.name == table.dated_by:
        first = place.last_day.replace(day=1)
        within = {"criteria": "between", "minimum": first, "maximum": place.last_day}
        return {"validate": "date", **within} | _said("in_month", month=f"{first:%Y-%m}")
    if column.name in forms()[table.name].ahead:
        return {"validate": "date", "criteria": ">=", "value": EARLIEST} | _said("date")
    within = {"criteria": "between", "minimum": EARLIEST, "maximum": place.last_day}
    return {"validate": "date", **within} | _said("past", stops=False, day=place.last_day)


def _counted(column: Column, place: Place) -> Options | None:
    if column.type == "project_code":
        return _custom(CODE, place) | _said("code")
    if column.type == "percent":
        return _custom(NUMBER, place) | _said("number")
    if place.reference:
        at_least = {"criteria": ">=", "value": f"={place.reference}"}
        return {"validate": "decimal", **at_least} | _said("falls", stops=False)
    kinds = {"money": "decimal", "area": "decimal", "integer": "integer"}
    if kind := kinds.get(column.type):
        return {"validate": kind, "criteria": ">=", "value": 0} | _said(f"at_least_0_{kind}")
    return None


def _custom(formula: str, place: Place) -> Options:
    return {"validate": "custom", "value": formula.format(cell=place.cell)}


def _said(key: str, *, stops: bool = True, **values: object) -> Options:
    title = f"{ZH('templates.check')} {EN('templates.check')}"
    return {
        "error_type": "stop" if stops else "warning",
        "error_title": title[:TITLE],
        "error_message": both(f"checks.{key}", values=values)[:MESSAGE],
    }
