"""The tables of one project's page: what each asks, shows and says in words, and their views."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A table of the project: the query that answers it, its columns, and what its ids mean.

    `table` is the filed table that its rows come from; None where each row says (`table_name`).
    """

    query: str
    columns: tuple[str, ...]
    words: dict[str, str]
    table: str | None = None


PARTS = {
    "months": Part(
        "project_history",
        (
            *("month", "light", "planned_in_month_wanyuan", "invested_in_month_wanyuan"),
            *("planned_to_date_wanyuan", "invested_to_date_wanyuan", "schedule_attainment"),
            "is_filed",
        ),
        {},
        "progress",
    ),
    "dates": Part(
        "project_dates",
        ("name", "intended_on", "done_on", "state", "date_note"),
        {"state": "project.state"},
    ),
    "issues": Part(
        "project_issues",
        (
            *("summary", "state", "level_name", "since_on", "days_at_level", "limit_days"),
            *("due_on", "due_to", "assignee", "raised_on", "resolved_on", "issue_id"),
        ),
        {"state": "project.issue"},
        "issues",
    ),
    "contacts": Part(
        "project_contacts",
        ("month", "official", "owed", "contacts", "missing", "contact_days", "contacted_by"),
        {},
        "contacts",
    ),
    "land": Part(
        "project_land",
        ("parcel_id", "area_mu", "state", "planned_on", "cleared_on"),
        {"state": "project.state"},
        "land",
    ),
    "bonds": Part(
        "project_bonds",
        ("bond_id", "bond_kind", "amount_wanyuan", "paid_to_date_wanyuan", "paid_share"),
        {},
        "bonds",
    ),
    "targets": Part("project_targets", ("target", "row_name", "adds", "clause", "is_ours"), {}),
    "race": Part(
        "project_race",
        (
            *("name", "item", "item_name", "reason", "done", "due", "counted_in", "clause"),
            "is_ours",
        ),
        {"item": "evidence_item", "reason": "deduction_reason", "counted_in": "counted_in"},
    ),
    "filings": Part("project_filings", ("month", "table", "received_at"), {}),
    "changes": Part(
        "project_plan_changes",
        (
            *("month", "change", "plan_month", "before_wanyuan", "after_wanyuan"),
            *("value_before", "value_after", "received_at"),
        ),
        {"change": "baseline.change"},
    ),
    "corrections": Part(
        "project_corrections",
        (
            *("month", "correction", "table", "column_name", "value_before", "value_after"),
            "put_right_because",
        ),
        {"correction": "project.correction"},
    ),
}
VIEWS = {
    "work": ("months", "dates"),
    "matters": ("issues", "contacts"),
    "elements": ("land", "bonds"),
    "counts": ("targets", "race"),
    "filings": ("filings", "changes", "corrections"),
}
