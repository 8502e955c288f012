"""What follows from falling behind or coming first, and what is due however one stands.

Consequences say who talks to whom; deductions take points off a score; contacts, reviews and the
issue ladder are duties with a rhythm.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from campaigns.parts import Category, Id, Light, Part, Source, Words

Rhythm = Literal[
    "week", "fortnight", "month", "two_months", "quarter", "half_year", "year", "always"
]


class When(Part):
    """The condition of a consequence.

    `streak`: `months` running in the bottom; `light`: the unit or project shows `light`;
    `top`: among the first `places`; `over_fulfilled`, `unmet`: a target passed or missed at its
    end; `missed_month`: a monthly target missed; `overdue_issue`: an issue at `level` is overdue;
    `below`: a target (`target`) is missed; `judged`: somebody finds it so, no figure does.
    """

    kind: Literal[
        "streak",
        "light",
        "top",
        "over_fulfilled",
        "unmet",
        "missed_month",
        "overdue_issue",
        "below",
        "judged",
    ]
    of: Literal["unit", "project", "official"] = "unit"
    months: Annotated[int, Field(ge=1)] | None = None
    light: Light | None = None
    places: Annotated[int, Field(ge=1)] | None = None
    level: Id | None = None
    target: Id | None = None
    words: Words | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        needed = {
            "streak": "months",
            "light": "light",
            "top": "places",
            "overdue_issue": "level",
            "below": "target",
            "judged": "words",
        }
        key = needed.get(self.kind)
        if key and getattr(self, key) is None:
            raise ValueError(f"`{self.kind}` needs `{key}`")
        return self


class Consequence(Part):
    """What is done when something holds, by whom and to whom."""

    id: Id
    when: When
    kind: Literal[
        "interview", "warning", "bulletin", "reward", "penalty", "report", "veto", "accountability"
    ]
    action: Words
    by: Words | None = None
    to: Words | None = None
    source: Source


class ContactDuty(Part):
    """How often a lead official has to see each project, and how often that is reported.

    `categories`: the projects that are owed it, all if none is named.
    """

    times_per_month: Annotated[int, Field(ge=1)]
    categories: tuple[Category, ...] = ()
    who: Words
    report_every: Rhythm | None = None
    source: Source
    report_source: Source | None = None


class IssueLevel(Part):
    """A level of the issue ladder, lowest first; `days` until the issue is due one level up.

    The highest level has no days: there is nobody above.
    """

    id: Id
    name: Words
    days: Annotated[int, Field(ge=1)] | None = None
    source: Source


class Closing(Part):
    """销号: a project that showed red stays on the red list until its correction is filed.

    That is a later month, filed, in which it shows the light `closes_at` or a better one, or is
    completed.
    """

    closes_at: Literal["green", "yellow"]
    source: Source


class Review(Part):
    """A meeting, report or inspection that is due: in a rhythm, or in months of the year (1-12)."""

    id: Id
    name: Words
    kind: Literal["meeting", "coordination", "bulletin", "report", "inspection", "start_event"]
    every: Rhythm | None = None
    in_months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    by: Words | None = None
    source: Source

    @model_validator(mode="after")
    def _has_a_date(self) -> Self:
        if (self.every is None) == (not self.in_months):
            raise ValueError("give `every` or `in_months`")
        return self


class Plan(Part):
    """One of the plans that the campaign is run by, and the targets that measure it."""

    id: Id
    name: Words
    drawn_up_by: Words | None = None
    has_monthly_targets: bool = True
    targets: tuple[Id, ...] = ()
    source: Source
