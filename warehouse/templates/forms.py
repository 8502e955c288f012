"""The columns of a template's sheet: what is given, what only reminds, what is filled in.

How each table is filled in is data (`forms.toml`); what its columns are is in `warehouse.tables`.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from warehouse.tables import TABLES, Column, Table

HERE = Path(__file__).parent
# What a reference shows: a column of another table, or of this one as it was filed before.
REFERENCES = {
    "project_name": TABLES["projects"].column("project_name"),
    "last_to_date_wanyuan": TABLES["progress"].column("invested_to_date_wanyuan"),
    "last_status": TABLES["progress"].column("status"),
    "last_started_on": TABLES["progress"].column("started_on"),
    "last_value_percent": TABLES["indicators"].column("value_percent"),
}


class Form(BaseModel):
    """What is done with the columns of a table; see `forms.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fill: tuple[str, ...]
    leaves_out: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    not_below: Mapping[str, str] = {}
    ahead: tuple[str, ...] = ()
    spare_rows: int


@dataclass(frozen=True)
class Field:
    """A column of a sheet. The `column` of a reference says what it shows, `name` its value."""

    name: str
    column: Column
    part: Literal["given", "reference", "fill"]


@functools.cache
def forms() -> dict[str, Form]:
    """The form of every table, in the order in which their sheets stand."""
    content = tomllib.loads((HERE / "forms.toml").read_text("utf-8"))
    return {name: Form.model_validate(form) for name, form in content.items()}


def fields(table: Table, *, is_office: bool) -> list[Field]:
    """The columns from the left: given ones, references, those to fill in.

    Only the office names the unit that a row is of; of all others it is the one that files.
    """
    form = forms()[table.name]
    asked = [
        column
        for column in table.columns
        if column.name not in form.leaves_out
        and (is_office or column.required or column.type != "unit")
    ]
    return [
        *(Field(c.name, c, "given") for c in asked if c.name not in form.fill),
        *(Field(name, REFERENCES[name], "reference") for name in form.reference),
        *(Field(c.name, c, "fill") for c in asked if c.name in form.fill),
    ]
