"""What is other in one edition than in another of the same month, in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from locales import translator
from pipelines.editions.edition import Edition

LANGUAGE = "zh-CN"
NAMED = ("state", "score", "rank", "light", "is_bottom", "streak", "movement", "deducted")


def differences(before: Edition, after: Edition, names: Mapping[str, str]) -> list[str]:
    """Unit by unit for the standings, and how many rows for every other table; [] if nothing is.

    `names` has the units' names by code.
    """
    return [*_standings(before, after, names), *_others(before, after)]


def _standings(before: Edition, after: Edition, names: Mapping[str, str]) -> Iterator[str]:
    t = translator(LANGUAGE)
    then = {row["unit_id"]: row for row in before.standings}
    now = {row["unit_id"]: row for row in after.standings}
    for unit in sorted(then.keys() | now.keys()):
        for column in _columns(then.get(unit, {}), now.get(unit, {})):
            yield t(
                "editions.differs",
                unit=names.get(unit, unit),
                column=t(f"editions.{column}"),
                published=said(then.get(unit, {}).get(column)),
                restated=said(now.get(unit, {}).get(column)),
            )


def _columns(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [column for column in NAMED if then.get(column) != now.get(column)]


def _others(before: Edition, after: Edition) -> Iterator[str]:
    then, now = before.tables or {}, after.tables or {}
    for name in sorted(then.keys() | now.keys()):
        if name == "standings" and _named(before) != _named(after):
            continue  # said unit by unit already
        old, new = then.get(name), now.get(name)
        if old != new:
            rows = {_row(row) for row in old.records()} if old else set()
            rows ^= {_row(row) for row in new.records()} if new else set()
            yield translator(LANGUAGE)("editions.other_rows", table=name, n=len(rows))


def _named(edition: Edition) -> list[list[Any]]:
    return [[row.get(name) for name in ("unit_id", *NAMED)] for row in edition.standings]


def _row(record: Mapping[str, Any]) -> str:
    return repr(sorted(record.items()))


def said(value: Any) -> str:
    """A value as it is read; what is missing is a dash."""
    return "—" if value is None else str(value)
