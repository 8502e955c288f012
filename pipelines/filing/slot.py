"""Whose filing a file is: campaign, unit, months, and for a CSV the table.

Read from the path, or from what was declared on the command line. What the sheet itself says
(`填报单位：…`, the month in its title) is compared with it later.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from campaigns import Campaign
from campaigns.calendar import months
from campaigns.model import Contender, names_of
from pipelines.filing.archive import Receipt
from warehouse.tables import TABLES

MONTH = re.compile(r"(\d{4}-\d{2})(?:\.\.(\d{4}-\d{2}))?")
# What a zip of filings may be called, in earnest or by mistake.
BUNDLES = (".zip", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
# Where the unit's name may end: 柳市镇（更正）.xlsx, 柳市镇_月度进展.csv, 柳市镇-2.xlsx
END = re.compile(r"[\s（(_\-—]")


@dataclass(frozen=True)
class Slot:
    """The place that a filing fills. `months` has more than one only for a back-fill."""

    campaign: Campaign
    unit: Contender
    months: tuple[str, ...]
    table: str | None


@dataclass(eq=False)
class Unplaced(Exception):
    """The path does not say whose filing this is; `reason` is a key of the reject texts."""

    reason: str
    value: str
    expected: str


def place(receipt: Receipt, campaigns: Mapping[str, Campaign]) -> Slot:
    """The slot of a filing; raises Unplaced where campaign, month or unit cannot be told."""
    path = PurePosixPath(receipt.path)
    # A bundle is a folder of files that lie beside it.
    folders = [part for part in path.parts[:-1] if not part.lower().endswith(BUNDLES)]
    said = {
        "campaign": folders[0] if folders else "",
        "month": folders[1] if len(folders) > 1 else "",
        "unit": path.stem,
        **receipt.declared,
    }
    campaign = campaigns.get(said["campaign"])
    if campaign is None:
        raise Unplaced("unknown_campaign", said["campaign"], "、".join(campaigns))
    return Slot(
        campaign=campaign,
        months=_months(campaign, said["month"]),
        unit=_unit(campaign, said["unit"]),
        table=_table(path),
    )


def _months(campaign: Campaign, text: str) -> tuple[str, ...]:
    there = [entry.month for entry in months(campaign)]
    match = MONTH.fullmatch(text)
    first, last = (match[1], match[2] or match[1]) if match else ("", "")
    if first not in there or last not in there or last < first:
        raise Unplaced("unknown_month", text, f"{there[0]} … {there[-1]}")
    return tuple(month for month in there if first <= month <= last)


def _unit(campaign: Campaign, text: str) -> Contender:
    for name in (text, *_heads(text)):
        for unit in campaign.units:
            if name in names_of(unit):
                return unit
    raise Unplaced("unknown_unit", text, "、".join(unit.name.zh for unit in campaign.units))


def _heads(text: str) -> list[str]:
    """`某开发区（某园区）（更正）` without its last bracket, then without both."""
    cuts = [match.start() for match in END.finditer(text)]
    return [text[:cut] for cut in reversed(cuts)]


def _table(path: PurePosixPath) -> str | None:
    stated = {title: table.name for table in TABLES.values() for title in table.titles}
    parts = re.split(r"[_（(]", path.stem)
    return next((stated[part] for part in parts[1:] if part in stated), None)
