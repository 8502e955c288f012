"""What a month's standing leads to, and what one more month would: interviews, rewards, warnings.

A rule joins a condition to an action by its id; who talks to whom stands with the action.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, Literal

import polars as pl
from pydantic import Field

from campaigns.parts import Id, Light, Part
from campaigns.rules import Bottom

KEYS = ("month", "track_id", "unit_id")
SCHEMA = {name: pl.String for name in (*KEYS, "condition", "action")}
NEXT_SCHEMA = {**SCHEMA, "streak": pl.Int32}


class Streak(Part):
    """So many published months in the bottom running, or more.

    Of several such rules only the one with most months holds: a third month's interview takes the
    place of the second month's.
    """

    kind: Literal["streak"]
    months: Annotated[int, Field(ge=1)]

    def holds(self, standing: dict[str, Any]) -> bool:
        """Whether a unit's standing is such."""
        return int(standing["streak"]) >= self.months


class ShowsLight(Part):
    """The unit shows this light."""

    kind: Literal["light"]
    light: Light

    def holds(self, standing: dict[str, Any]) -> bool:
        """Whether a unit's standing is such."""
        return bool(standing["light"] == self.light)


class Top(Part):
    """Among the first so many of its track, ties at the edge included."""

    kind: Literal["top"]
    places: Annotated[int, Field(ge=1)]

    def holds(self, standing: dict[str, Any]) -> bool:
        """Whether a unit's standing is such."""
        return standing["rank"] is not None and standing["rank"] <= self.places


class OverFulfilled(Part):
    """Everything due is done, and more than that of something."""

    kind: Literal["over_fulfilled"]

    def holds(self, standing: dict[str, Any]) -> bool:
        """Whether a unit's standing is such."""
        return bool(standing["is_over_fulfilled"])


Condition = Annotated[Streak | ShowsLight | Top | OverFulfilled, Field(discriminator="kind")]


class Rule(Part):
    """Whoever meets the condition gets the action."""

    condition: Condition
    action: Id


def consequences(standings: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """What every month's standing leads to: month, track_id, unit_id, condition (kind), action.

    `standings` is what `ranking.standings` returns. An action that two rules lead to is taken once,
    by the first. In the order of the standings, then of the rules.
    """
    rows = [
        (*(standing[key] for key in KEYS), rule.condition.kind, rule.action)
        for standing in standings.iter_rows(named=True)
        for rule in _once(_met(standing, rules))
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def next_month(
    standings: pl.DataFrame, rules: Sequence[Rule], bottom: Bottom, month: str
) -> pl.DataFrame:
    """What one more month in the bottom would lead to, unit by unit, after this month.

    Columns: as `consequences`, and the `streak` that it would be. Every contender is asked, since
    anybody may be in the bottom next month; a streak of 0 becomes 1. There is no row where no rule
    would hold, and none for tracks that are too small for a bottom. `month` is the last one known.
    """
    streaks = [rule for rule in rules if rule.condition.kind == "streak"]
    rows = [
        (*(standing[key] for key in KEYS), rule.condition.kind, rule.action, standing["streak"])
        for standing in _a_month_later(standings.filter(month=month), bottom)
        for rule in _once(_met(standing, streaks))
    ]
    return pl.DataFrame(rows, schema=NEXT_SCHEMA, orient="row")


def _a_month_later(standings: pl.DataFrame, bottom: Bottom) -> Iterator[dict[str, Any]]:
    large_enough = pl.len().over("track_id") >= bottom.min_ranked
    return standings.filter(large_enough).with_columns(pl.col("streak") + 1).iter_rows(named=True)


def _met(standing: dict[str, Any], rules: Iterable[Rule]) -> list[Rule]:
    """The rules that hold, of streaks only the longest (all of them, if several are as long)."""
    holding = [rule for rule in rules if rule.condition.holds(standing)]
    longest = max((_months(rule) for rule in holding), default=0)
    return [rule for rule in holding if _months(rule) in (0, longest)]


def _months(rule: Rule) -> int:
    return rule.condition.months if isinstance(rule.condition, Streak) else 0


def _once(rules: Iterable[Rule]) -> list[Rule]:
    taken: dict[str, Rule] = {}
    for rule in rules:
        taken.setdefault(rule.action, rule)
    return list(taken.values())
