"""What is wrong with a filing, in words: rejected values, notes of the reader, broken rules.

The same sentences stand in the engineer's terminal, on the return slip and on the pages. Each takes
a row of the table of that name, and says why and what to do, but not where: that is for the reader
of the sentence to lay out.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from locales.catalogue import Translator, messages
from locales.numbers import MISSING, number

Row = Mapping[str, Any]
DECIMAL = re.compile(r"-?\d+\.\d+")


def reject(t: Translator, row: Row) -> str:
    """Why a value was not taken, and what to write instead."""
    return t(f"filing.{row['reason']}", value=row["value"] or "", expected=row["expected"] or "")


def note(t: Translator, row: Row) -> str:
    """What was read otherwise than written, or left out."""
    return t(f"filing.{row['kind']}", value=row["value"] or "", detail=row["detail"] or "")


def known_error(t: Translator, row: Row) -> str:
    """What became of a known error of a filing, and what to do about it."""
    blank = t("corrections.hidden" if row["is_hidden"] else "corrections.blank")
    values = {"wrong": row["wrong"], "right": row["right_value"], "found": row["value_found"]}
    shown = {name: blank if row["is_hidden"] else text or blank for name, text in values.items()}
    return t(f"corrections.{row['state']}", **shown)


def failure(t: Translator, row: Row) -> str:
    """Which rule a row breaks, what stands there, what it is compared with, and what to do."""
    title = t(f"checks.{row['rule_id']}")
    return t("remedy.sentence", title=title, remedy=remedy(t, row))


def rule(t: Translator, rule_id: str) -> str:
    """A rule by itself."""
    return t(f"checks.{rule_id}")


def remedy(t: Translator, row: Row) -> str:
    """The same without the rule, for where that stands above."""
    said = {name: readable(t, row[name]) for name in ("value", "expected")}
    return t(f"remedies.{row['rule_id']}", **said)


def readable(t: Translator, text: str | None) -> str:
    """A value as it is kept: choices in words, decimals as short as they are exact."""
    if text is None:
        return MISSING
    if f"remedy.choices.{text}" in messages(t.language):
        return t(f"remedy.choices.{text}")
    return number(Decimal(text), t.language) if DECIMAL.fullmatch(text) else text
