"""One filed row: what a snapshot knows of a place in a file, and what has become of it."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from pages._shared.run import Run
from warehouse.tables import TABLES
from warehouse.tables.said import table_name

KEYS = ("table", "file", "sheet", "row")
Row = dict[str, Any]


@dataclass(frozen=True)
class Filed:
    """What a snapshot knows of a place in a file. `row` is None where none of it counts now."""

    place: dict[str, Any]
    filing: Row
    row: Row | None
    changes: pl.DataFrame
    remarks: pl.DataFrame

    @property
    def table(self) -> str:
        """The table of units' filings that the row is of."""
        return str(self.place["table"])

    @property
    def state(self) -> str:
        """What has become of it: it stands, was returned, was replaced, or was never a row."""
        if self.row:
            return self._standing
        if not self.remarks.filter(remark="reject").is_empty():
            return "returned"
        return "replaced" if self.filing["replaced_at"] else "no_row"

    @property
    def _standing(self) -> str:
        if not self.filing["is_register"]:
            return "stands"
        is_of_one = self.filing["stands_from"] == self.filing["stands_to"]
        return "list_of_one" if is_of_one else "list"


def asked() -> dict[str, Any] | None:
    """The place that the link names; None where it names none that there can be."""
    place: dict[str, Any] = {key: st.query_params.get(key) for key in KEYS}
    number = str(place["row"] or "")
    if None in place.values() or place["table"] not in TABLES or not number.isdecimal():
        return None
    return place | {"row": int(number)}


def find(place: dict[str, Any], run: Run) -> Filed | None:
    """What is known of the place; None where no such file was ever filed in the campaign."""
    filings = run.ask_named("filing_of_row", table=place["table"], file=place["file"])
    if filings.is_empty():
        return None
    found = run.source.ask("filed_row", **place)
    row = found.row(0, named=True) if found.height else None
    own = filings.filter(filing_id=row["filing_id"]) if row else filings
    return Filed(
        place,
        own.row(0, named=True),
        row,
        run.ask("row_changes", **place),
        run.ask("row_remarks", **place),
    )


def name(filed: Filed, run: Run) -> str:
    """What the row is called: its table and its number."""
    return run.t("row.name", table=table_name(run.t, filed.table), row=filed.place["row"])
