"""What is wrong with a filing, in words: rejected values, notes of the reader, broken rules.

The same sentences stand in the engineer's terminal, on the return slip and on the pages. Each takes
a row of the table of that name, and says why and what to do, but not where: that is for the reader
of the sentence to lay out.
"""

from collections.abc import Mapping
from typing import Any

from locales.catalogue import Translator

Row = Mapping[str, Any]


def reject(t: Translator, row: Row) -> str:
    """Why a value was not taken, and what to write instead."""
    return t(f"filing.{row['reason']}", value=row["value"] or "", expected=row["expected"] or "")


def note(t: Translator, row: Row) -> str:
    """What was read otherwise than written, or left out."""
    return t(f"filing.{row['kind']}", value=row["value"] or "", detail=row["detail"] or "")


def failure(t: Translator, row: Row) -> str:
    """Which rule a row breaks."""
    return t(f"checks.{row['rule_id']}", value=row["value"] or "", expected=row["expected"] or "")


def rule(t: Translator, rule_id: str) -> str:
    """A rule by itself: what it says, with dots where a row would have its values."""
    return t(f"checks.{rule_id}", value="…", expected="…")
