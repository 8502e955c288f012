"""What every month leads to, worked out in plain Python from the tables that the rules ask for.

Independent of the product: no frames, and the definition is read as the file has it.
"""

from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
# month, unit, consequence, state, project, issue, target, checkpoint, stage
Due = tuple[Any, ...]
SUBJECT = ("project_code", "issue_id", "target_id", "checkpoint_on", "stage")


def expected(definition: Row, tables: Tables) -> set[Due]:
    """Of one campaign, whose rows `tables` has; `definition` is its parsed TOML."""
    found: dict[tuple[Any, ...], Due] = {}
    for state in ("due", "threatened"):
        for rule in definition.get("consequences", []):
            for row, its_state in meets(rule["when"], definition, tables):
                if its_state != state:
                    continue
                subject = tuple(row.get(name) for name in SUBJECT)
                doer = tuple(str(rule.get(key)) for key in ("kind", "action", "by", "to"))
                due = (row["month"], row["unit_id"], rule["id"], state, *subject)
                found.setdefault((row["month"], row["unit_id"], *subject, *doer), due)
    return set(found.values())


def meets(when: Row, definition: Row, tables: Tables) -> list[tuple[Row, str]]:
    kind = when["kind"]
    if kind == "streak":
        return [
            (row, "due") for row in of_units(tables) if longest(row, definition) == when["months"]
        ]
    if kind == "light" and when.get("of") == "project":
        return [
            (only(row, "project_code"), "due")
            for row in tables["project_lights"]
            if row["light"] == when["light"]
        ]
    if kind == "light":
        return [(row, "due") for row in of_units(tables) if row["light"] == when["light"]]
    if kind == "top":
        return [(row, "due") for row in of_units(tables) if (row["rank"] or 999) <= when["places"]]
    if kind == "over_fulfilled":
        return [(row, "due") for row in of_units(tables) if row["is_over_fulfilled"]]
    return meets_more(when, definition, tables)


def meets_more(when: Row, definition: Row, tables: Tables) -> list[tuple[Row, str]]:
    kind = when["kind"]
    if kind == "missed_month":
        names = ("project_code",) if when.get("of") == "project" else ()
        return [
            (only(row, *names), "due")
            for row in tables["deduction_cases"]
            if row["kind"] == "missed_monthly_target"
        ]
    if kind == "overdue_issue":
        return [
            (only(row, "project_code", "issue_id"), "due")
            for row in tables["issue_months"]
            if row["level"] == when["level"] and (row["is_overdue"] or row["is_too_old"])
        ]
    if kind == "below":
        return below(when["target"], definition, tables)
    return unmet(definition, tables) if kind == "unmet" else []


def below(target: str, definition: Row, tables: Tables) -> list[tuple[Row, str]]:
    (own,) = [one for one in definition["targets"] if one["id"] == target]
    states = {"missed": "due", "at_risk": "threatened"}
    return [
        (only(row, "target_id", "checkpoint_on"), states[row["status"]])
        for row in tables["target_months"]
        if row["target_id"] == target
        and row["status"] in states
        and (row["unit_id"] is not None) == bool(own.get("each"))
    ]


def unmet(definition: Row, tables: Tables) -> list[tuple[Row, str]]:
    own = [
        one["id"]
        for one in definition.get("targets", [])
        if one.get("each") and one.get("per", "whole") == "whole"
    ]
    if own:
        return [
            (only(row, "target_id"), "due")
            for row in tables["target_months"]
            if row["target_id"] in own and row["status"] == "missed"
            if row["unit_id"] is not None and row["checkpoint_on"] is None
        ]
    last = str(definition["period"]["end"])[:7]
    return [
        (only(row, "stage"), "due")
        for row in tables["stage_scores"]
        if row["month"] == last and row["is_over_fulfilled"] is not None
        if row["done"] is not None and row["done"] < row["due"]
    ]


def longest(row: Row, definition: Row) -> int | None:
    """The months of the longest streak rule that a standing meets."""
    rules = (one["when"] for one in definition["consequences"])
    lengths = [when["months"] for when in rules if when["kind"] == "streak"]
    return max((months for months in lengths if months <= row["streak"]), default=None)


def of_units(tables: Tables) -> list[Row]:
    keep = ("rank", "light", "streak", "is_over_fulfilled")
    return [only(row, *keep) for row in tables["standings"]]


def only(row: Row, *names: str) -> Row:
    return {name: row.get(name) for name in ("month", "unit_id", *names)}
