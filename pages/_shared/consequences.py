"""What the consequences page shows of each of its tables, and how a rule is said."""

from typing import Any

import polars as pl

from pages._shared.run import Run

STATES = ("due", "threatened")
# Unfolded from the start: these are what a leader has to do in person.
GRAVE = ("interview", "accountability", "veto")
CASE = (
    *("unit", "streak", "light", "missed_projects", "unit_rank", "unit_score", "project_name"),
    *("issue_id", "level", "target", "checkpoint_on", "stage", "^source_(file|sheet|row)$"),
)
WORDS = {"light": "light"}


def by_rule(cases: pl.DataFrame) -> pl.DataFrame:
    """A row per rule that one of `cases` comes from, fewest cases first.

    Beside what is said of the rule: `cases`, their number, and `names`, the units.
    """
    rules = cases.group_by("consequence_id", maintain_order=True).agg(
        pl.col("kind", "why", "action", "done_by", "done_to", "clause", "is_ours").first(),
        pl.len().alias("cases"),
        pl.col("unit").alias("names"),
    )
    return rules.sort("cases", maintain_order=True)


def heading(rule: dict[str, Any], run: Run) -> str:
    """The kind of the consequence, its condition, and how many met it."""
    kind = run.t(f"consequences.kind.{rule['kind']}")
    return run.say("consequences.rule", rule, kind=kind)


def by_whom(rule: dict[str, Any], run: Run) -> str:
    """Who does what to whom, by which clause; what the document leaves open is left out."""
    known = f"who{'_by' if rule['done_by'] else ''}{'_to' if rule['done_to'] else ''}"
    ours = run.t("consequences.ours") if rule.get("is_ours") else ""
    return run.say(f"consequences.{known}", rule, ours=ours)
