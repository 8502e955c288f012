"""Projects in phases: entries of one unit that are parts of the same project."""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import polars as pl

from campaigns.model import Campaign
from campaigns.prospects.alike import investor_name, plain
from campaigns.prospects.lines import ENTRY

CODE_DIGITS = 20
Row = Mapping[str, Any]
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(ENTRY, pl.String),
    "phase_group": pl.String,
    "phase": pl.Int32,
    "phases": pl.Int32,
}


def phases(lines: pl.DataFrame, campaign: Campaign) -> pl.DataFrame:
    """Every entry that counts, with the project it is a phase of, and which one of how many.

    Entries of a unit belong together whose codes agree in the definition's digits (the suffix of a
    phase does not count), and those of one investor whose names differ in what they say of the
    phase alone. `phase_group` is the first one's id, `phase` the place by day of listing, then id.
    """
    rows = []
    needed = [*ENTRY, "unit_id", "prospect_name", "investor", "project_code", "listed_on"]
    for group in grouped(lines.filter("counts").select(needed).to_dicts(), campaign):
        ordered = sorted(group, key=lambda row: (row["listed_on"], row["prospect_id"]))
        first = ordered[0]["prospect_id"]
        rows += [
            (*(row[key] for key in ENTRY), first, at, len(ordered))
            for at, row in enumerate(ordered, 1)
        ]
    return pl.DataFrame(sorted(rows), schema=SCHEMA, orient="row")


def grouped(rows: Sequence[Row], campaign: Campaign) -> list[list[Row]]:
    """Entries that count, those of a month that are phases of one project together.

    They share a key, directly or by way of others.
    """
    home: dict[Hashable, int] = {}
    parent = list(range(len(rows)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for at, keys in enumerate(_keys(rows, campaign)):
        for key in keys:
            parent[root(at)] = root(home.setdefault(key, at))
    groups: dict[int, list[Row]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(root(at), []).append(row)
    return list(groups.values())


def code_stem(code: str | None, digits: int | None) -> str | None:
    """The first digits of a project code, all twenty unless told; a phase's suffix never counts."""
    if not code:
        return None
    return "".join(filter(str.isdigit, code))[:CODE_DIGITS][: digits or CODE_DIGITS]


def investor_of(row: Row, campaign: Campaign) -> str:
    """The investor's name as it is compared; empty where none is filed."""
    listed = campaign.prospect_list
    rule = listed.first_in if listed else None
    return investor_name(row["investor"], rule.investor_endings if rule else ())


def _keys(rows: Sequence[Row], campaign: Campaign) -> list[list[Hashable]]:
    """What ties each row to others: month, unit and code; the name, where one of it is a phase.

    Two entries of the same name of which none says that it is a phase may be two projects.
    """
    rule = campaign.eligibility
    digits, mark = (rule.phase_code_digits, rule.phase_mark) if rule else (None, None)
    stems = [_name_stem(row, mark, campaign) for row in rows]
    phases = {
        stem
        for row, stem in zip(rows, stems, strict=True)
        if stem and mark and re.search(mark, plain(row["prospect_name"]))
    }
    codes = [code_stem(row["project_code"], digits) for row in rows]
    return [
        [
            *([(row["month"], row["unit_id"], code)] if code else []),
            *([stem] if stem in phases else []),
        ]
        for row, stem, code in zip(rows, stems, codes, strict=True)
    ]


def _name_stem(row: Row, mark: str | None, campaign: Campaign) -> Hashable | None:
    """Month, unit, investor, and the name without its phase; None where one of them is missing."""
    investor = investor_of(row, campaign)
    name = re.sub(mark, "", plain(row["prospect_name"])) if mark else ""
    return (row["month"], row["unit_id"], investor, name) if investor and name else None
