"""What a trial answers, as data for the page: sentences, places, and figures before and after.

Figures are numbers as texts, so that none of them is rounded on the way.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns import Campaign
from locales import Translator, findings
from pipelines.commands import understood
from pipelines.commands.understood import MOST_ENTRIES, cut, where
from pipelines.stages.replaced import RowChange
from pipelines.stages.trial import COMPARED, TOTALS, Trial, units_changed
from warehouse.store import Reading
from warehouse.tables import Column
from warehouse.tables.said import table_name, word

KINDS = ("added", "changed", "dropped")
# What a row is called by, beside its key.
NAMES = ("project_name", "prospect_name", "summary")


def refused(sentence: str) -> dict[str, Any]:
    """The answer where nothing can be filed."""
    return {
        "refused": sentence,
        **{name: [] for name in ("tables", "mapping", "notes", "rejects", "left_alone")},
        "counts": {},
        "failures": [],
        "changes": {"rows": [], "units": [], "campaign": {}, "other_months": []},
        "supersedes": None,
        "is_late": False,
        "waiting": 0,
    }


def refusal(reading: Reading, t: Translator) -> str | None:
    """Why nothing of a file can be filed; None where something can."""
    if any(filing.state != "refused" for filing in reading.filings):
        return None
    whole = reading.rejects.filter(pl.col("source_sheet").is_null()).to_dicts()
    return findings.reject(t, whole[0]) if whole else t("desk.nothing_taken")


def read_of(reading: Reading, t: Translator) -> dict[str, Any]:
    """What was understood of a file, and what could not be taken."""
    return {
        "tables": understood.tables(reading, t),
        "mapping": understood.mapping(reading, t),
        "notes": understood.notes(reading, t),
        "rejects": understood.rejects(reading, t),
        "left_alone": [cut(name) for name in reading.left_alone],
        "counts": {"notes": reading.notes.height, "rejects": reading.rejects.height},
    }


def said(reading: Reading, found: Trial, campaign: Campaign, t: Translator) -> dict[str, Any]:
    """Everything that a trial found."""
    month = reading.months[-1]
    changed = units_changed(found)
    answer = refused("") | read_of(reading, t) | {"refused": None}
    answer["failures"] = _failures(found.failures, campaign, t)
    answer["changes"] = {
        "rows": [_row(change, found.names, t) for change in found.rows[:MOST_ENTRIES]],
        "units": _units(changed.filter(month=month), campaign, t),
        "campaign": {
            name: {"before": _text(found.before.whole[name]), "after": _text(after)}
            for name, after in found.after.whole.items()
            if name in TOTALS
        },
        "other_months": changed.filter(pl.col("month") != month)["month"].unique().sort().to_list(),
    }
    answer["counts"] |= {"failures": found.failures.height} | {
        kind: sum(change.kind == kind for change in found.rows) for kind in KINDS
    }
    answer |= {"is_late": found.is_late, "waiting": found.waiting}
    answer["supersedes"] = found.superseded and {
        name: _text(value) for name, value in found.superseded.items()
    }
    return answer


def lines(answer: Mapping[str, Any], t: Translator) -> Iterable[str]:
    """An answer for the terminal: what was taken, what is wrong, which figures change."""
    if answer["refused"]:
        yield answer["refused"]
    for table in answer["tables"]:
        said = {"rows": table["rows"], "rejected": table["rejected"]}
        yield t("filing.rows_taken", table=table["name"], **said)
    for each in (*answer["rejects"], *answer["failures"]):
        yield f"{each['place']}：{each['sentence']}"
    for unit in answer["changes"]["units"]:
        figures = ((name, unit[name]["before"], unit[name]["after"]) for name in COMPARED)
        pairs = ", ".join(f"{name} {old} → {new}" for name, old, new in figures if old != new)
        yield f"{unit['unit']}: {pairs}"


def _failures(frame: pl.DataFrame, campaign: Campaign, t: Translator) -> list[dict[str, Any]]:
    """The worst first; `unit` is whose row it is, where it is another's."""
    units = {unit.code: word(t, unit.name) for unit in campaign.units}
    order = pl.col("severity").replace_strict(
        {"critical": 0, "warning": 1, "info": 2}, return_dtype=pl.Int8
    )
    first = frame.sort(order, ~pl.col("is_own"), maintain_order=True).head(MOST_ENTRIES)
    return [
        row
        | {
            "table_name": row["suite"],
            "value": cut(row["value"]),
            "unit": None if row["is_own"] else units.get(row["filed_by"], row["filed_by"]),
            "place": where(row | {"table_name": row["suite"]}, t),
            "sentence": findings.failure(t, row),
        }
        for row in first.iter_rows(named=True)
    ]


def _row(change: RowChange, names: Mapping[str, str], t: Translator) -> dict[str, Any]:
    table = change.table
    return {
        "table": table.name,
        "name": table_name(t, table.name),
        "kind": change.kind,
        "key": " · ".join(_key(change, names)),
        "values": [
            {
                "column": name,
                "name": word(t, table.column(name)),
                "before": _shown(table.column(name), old, t),
                "after": _shown(table.column(name), new, t),
            }
            for name, (old, new) in change.values.items()
        ],
    }


def _key(change: RowChange, names: Mapping[str, str]) -> Iterable[str]:
    """What the row is called, its own name or its project's, and its key."""
    own = next((change.row[name] for name in NAMES if change.row.get(name)), None)
    called = own or names.get(change.row.get("project_code", ""))
    key = (change.row[name] for name in change.table.key)
    return (str(cut(str(each))) for each in (called, *key) if each is not None)


def _shown(column: Column, value: Any, t: Translator) -> str | None:
    """A value as it is read: choices and flags in words, numbers whole."""
    if isinstance(value, bool):
        return t("desk.yes" if value else "desk.no")
    choice = next((each for each in column.choices if each.id == value), None)
    return word(t, choice) if choice else cut(_text(value))


def _units(changed: pl.DataFrame, campaign: Campaign, t: Translator) -> list[dict[str, Any]]:
    """The units with other figures, in the order of the definition."""
    rows = {row["unit_id"]: row for row in changed.iter_rows(named=True)}
    return [
        {
            "unit_id": unit.code,
            "unit": word(t, unit.name),
            "track_id": track.id,
            **{name: _pair(rows[unit.code], name) for name in COMPARED},
        }
        for track in campaign.tracks
        for unit in track.contenders
        if unit.code in rows
    ]


def _pair(row: Mapping[str, Any], name: str) -> dict[str, str | None]:
    return {"before": _text(row[f"{name}_before"]), "after": _text(row[f"{name}_after"])}


def _text(value: Any) -> str | None:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return None if value is None else str(value)
