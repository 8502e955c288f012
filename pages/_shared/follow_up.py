"""What the follow-up page shows of each matter: the count that heads it, and its tables."""

COUNTS = {
    "slow": "slow_projects",
    "limits": "open_time_limit_breaches",
    "issues": "issues_due_up",
    "contacts": "contacts_missing",
    "red": "red_open",
    "reviews": "reviews_due",
    "watched": "watched_not_filed",
}
PROJECT = ("unit", "project_name")
SOURCE = "^(entered_|closed_|last_)?source_(file|sheet|row)$"
MONEY = ("total_investment_wanyuan", "invested_to_date_wanyuan", "schedule_attainment")
TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "slow": {"slow_projects": (*PROJECT, "kind", "said", *MONEY, "is_not_filed")},
    "limits": {
        "time_limit_breaches": (
            *(*PROJECT, "limit_name", "is_open", "after_on", "limit_months", "due_on"),
            *("until_on", "days_over"),
        )
    },
    "issues": {
        "issues_due": (
            *(*PROJECT, "summary", "level_name", "due_to", "days_at_level", "limit_days"),
            *("due_on", "is_overdue", "assignee"),
        ),
        "issue_counts": ("unit", "open_issues", "overdue_issues", "issues_due_up"),
    },
    "contacts": {
        "contacts_missing": (
            *PROJECT,
            "official",
            "owed",
            "contacts",
            "by_others",
            "missing",
            "is_not_filed",
        ),
        "contacts": ("unit", "official", "projects", "owed", "contacts", "missing"),
    },
    "red": {
        "red_list": (
            *(*PROJECT, "state", "entered_month", "entered_schedule_attainment"),
            *("schedule_attainment", "is_not_filed", "closed_month", "closed_by"),
        )
    },
    "reviews": {"reviews_of_month": ("due_on", "name", "kind", "by_whom", "clause", "is_ours")},
    "watched": {"watched_not_filed": (*PROJECT, "total_investment_wanyuan")},
}

WORDS = {
    "kind": "follow_up.kind",
    "state": "follow_up.red",
    "closed_by": "follow_up.closed_by",
}
