"""What would be right in a cell: derived from what stands there, or an example of its kind.

Every example can be put into the cell as it is. There is none where nothing has to be written: a
row that stands twice or belongs to another unit is deleted, not filled in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from campaigns.calendar import last_day
from locales import translator
from pipelines.conform.proposals import day_of, nearest, proposal
from pipelines.slips.facts import side
from pipelines.slips.model import Asked, Item
from pipelines.slips.places import Place
from warehouse.tables import TABLES, Choice, Column

NOTHING_TO_WRITE = {"duplicate_key", "merged_amount", "other_unit", "too_many_cells"}
# Codes of projects filed together have much in common; a slip of the pen leaves nearly all.
NEAR, AHEAD = 92.0, 3.0
# What is left of a code that a program took for a number: fifteen digits at most.
KEPT_DIGITS = 10
SPOILT = re.compile(r"^[0-9]+(?:\.[0-9]+)?(?:[eE]\+?[0-9]+)?$")


@dataclass(frozen=True)
class Example:
    """A text to put into a cell; `is_usual` if it only shows how such values are written."""

    text: str = ""
    is_usual: bool = False


class Examples:
    """The examples of one slip; no code is proposed twice."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.t = translator(asked.language)
        self._proposed: set[str] = set()

    def of(
        self, item: Item, place: Place, found: str, beside: Sequence[str], number: int
    ) -> Example:
        """The example for a fault, empty where there is nothing to write.

        `found` is what stands there and `beside` all texts of its row; `number` keeps made-up keys
        apart.
        """
        if not item.is_reject or item.reason in NOTHING_TO_WRITE or place.name is None:
            return Example()
        column = TABLES[item.row["table_name"]].column(place.name)
        if column.type == "project_code":
            return self._code(item, found, beside, number)
        if column.type == "unit":
            return self._unit(found)
        if column.type == "month" and item.reason == "other_month":
            return Example(self.asked.slot.months[0])
        near = proposal(found, column)
        if column.name == TABLES[item.row["table_name"]].dated_by:
            return self._within(near)
        return Example(near) if near else self._usual(column, number)

    def _code(self, item: Item, found: str, beside: Sequence[str], number: int) -> Example:
        taken = self.asked.taken.get(item.row["table_name"], set()) | self._proposed
        free = {code: name for code, name in self.asked.codes.items() if code not in taken}
        if found:
            code = _nearest_code(found, free)
        else:
            # The project that the row names, or the only one that this table does not have yet.
            named = [code for code, name in free.items() if name in beside] or list(free)
            code = named[0] if len(named) == 1 else None
        is_usual = code is None
        while code is None or code in taken:
            code, number = self.t("slips.example_code", n=number), number + 1
        self._proposed.add(code)
        return Example(code, is_usual)

    def _unit(self, found: str) -> Example:
        """The filing unit itself; the office files for all, so there the nearest name."""
        slot = self.asked.slot
        if slot.unit != slot.campaign.office:
            return Example(slot.unit.name.zh)
        names = [unit.name.zh for unit in slot.campaign.contenders]
        near = nearest(found, names)
        return Example(near or names[0], is_usual=near is None)

    def _within(self, near: str | None) -> Example:
        """The same day in the month that is filed, or its last."""
        months = self.asked.slot.months
        if near and near[:7] in months:
            return Example(near)
        first = date.fromisoformat(f"{months[0]}-01")
        day = date.fromisoformat(near).day if near else last_day(first.year, first.month).day
        return Example(day_of(first.year, first.month, day).isoformat(), is_usual=near is None)

    def _usual(self, column: Column, number: int) -> Example:
        first = date.fromisoformat(f"{self.asked.slot.months[0]}-01")
        if column.type == "month":
            return Example(self.asked.slot.months[0])
        if column.type == "date":
            return Example(last_day(first.year, first.month).isoformat(), is_usual=True)
        if column.type == "choice":
            return Example(self._title(column.choices[0]), is_usual=True)
        title = self._title(column)
        text = self.t(f"slips.example_{column.type}", n=number, column=title)
        return Example(text, is_usual=True)

    def _title(self, named: Column | Choice) -> str:
        return str(getattr(named, side(self.asked.language)))


def _nearest_code(found: str, free: dict[str, str]) -> str | None:
    """The listed code that a text is a spoilt writing of; None where it could be several."""
    digits = re.sub(r"\D", "", found)
    if SPOILT.match(found) and len(digits) >= KEPT_DIGITS:
        kept = re.sub(r"\D", "", re.split("[eE]", found)[0]).rstrip("0")
        for start in (kept, kept[:-1]):  # the last of them may have been rounded
            begun = [code for code in free if code.replace("-", "").startswith(start)]
            if len(start) >= KEPT_DIGITS and len(begun) == 1:
                return begun[0]
    best = process.extract(found, list(free), scorer=fuzz.ratio, score_cutoff=NEAR, limit=2)
    if not best or (len(best) > 1 and best[0][1] - best[1][1] < AHEAD):
        return None
    return str(best[0][0])
