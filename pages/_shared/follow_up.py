"""What the follow-up page shows of each matter: the count that heads it, and its tables.

Slow projects and issues have pages of their own.
"""

COUNTS = {
    "limits": "open_time_limit_breaches",
    "contacts": "contacts_missing",
    "red": "red_open",
    "reviews": "reviews_due",
    "watched": "watched_not_filed",
}
# Matters with a page of that name, and what there is of them.
ELSEWHERE = {"slow": "slow_projects", "issues": "issues_due_up"}
PROJECT = ("project_name", "unit")
SOURCE = "^(entered_|closed_|last_)?source_(file|sheet|row)$"
CODE = "project_code"
TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "limits": {
        "time_limit_breaches": (
            *(*PROJECT, "limit_name", "is_open", "after_on", "limit_months", "due_on"),
            *("until_on", "days_over", CODE),
        )
    },
    "contacts": {
        "contacts_missing": (
            *(*PROJECT, "official", "owed", "contacts", "by_others", "missing", "is_not_filed"),
            CODE,
        ),
        "contacts": ("official", "unit", "projects", "owed", "contacts", "missing"),
    },
    "red": {
        "red_list": (
            *(*PROJECT, "state", "entered_month", "entered_schedule_attainment"),
            *("schedule_attainment", "is_not_filed", "closed_month", "closed_by", CODE),
        )
    },
    "reviews": {"reviews_of_month": ("due_on", "name", "kind", "by_whom", "clause", "is_ours")},
    "watched": {"watched_not_filed": (*PROJECT, "total_investment_wanyuan", CODE)},
}

WORDS = {
    "kind": "follow_up.kind",
    "state": "follow_up.red",
    "closed_by": "follow_up.closed_by",
}
