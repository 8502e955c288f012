"""What makes a fault an item of a slip, and until when it is to be mended."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from campaigns.calendar import months
from pipelines.filing.slot import Slot
from pipelines.slips.model import Item

# What is only counted sends nothing back.
RETURNED = {"critical": True, "warning": False}
# What a row of `check_failures` has to say.
NEEDED = ("suite", "rule_id", "severity", "source_sheet", "source_row", "column_name", "value")


def faults_of(
    rejects: Iterable[Mapping[str, Any]], failures: Iterable[Mapping[str, Any]]
) -> tuple[Item, ...]:
    """Rejects, which must be mended; critical rules, which must too; warnings, to be checked.

    A reject that was `opened_at` an earlier filing is open since then.
    """
    sent_back = [_reject(row) for row in rejects]
    broken = [
        Item(
            row={**row, "table_name": row["suite"], "expected": row.get("expected")},
            is_reject=False,
            must_be_mended=RETURNED[row["severity"]],
        )
        for row in failures
        if row["severity"] in RETURNED
    ]
    return (*sent_back, *broken)


def _reject(row: Mapping[str, Any]) -> Item:
    opened = row.get("opened_at")
    since = opened if opened and opened < row["received_at"] else None
    return Item(row=row, is_reject=True, must_be_mended=True, since=since)


def side(language: str) -> str:
    """Which of a pair of names a language reads: `zh` or `en`."""
    return "zh" if language.startswith("zh") else "en"


def folder_of(slot: Slot) -> str:
    """The folder of its months, as the inbox has it: one month, or the first and the last."""
    return "..".join(dict.fromkeys((slot.months[0], slot.months[-1])))


def due_on(slot: Slot) -> date:
    """The day by which the last of the months has to be filed."""
    return next(
        entry.filing_due_on for entry in months(slot.campaign) if entry.month == slot.months[-1]
    )
