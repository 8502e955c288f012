"""The figures of the sample worked out a second time, in plain Python, by the words of DOMAIN.

No SQL, no frames, no code of the product but the definitions' data: rows as filed, dictionaries,
and fractions that are rounded half up once.

§1   The latest filing of a unit, table and month supersedes the earlier ones. A register
     (projects, plans, milestones, prospects) stands until the unit files it anew. Of progress the
     month or the sum to date may be given; the statistics office's figure prevails where it is
     given and the definition says `statistical`.
§2   Completed to date: the sum of what is known. Planned to date: the plans up to the month's end;
     without a monthly plan, period plan × elapsed ÷ all days, to the yuan. Rates are sum ÷ sum, of
     nothing there is no rate. Lead: completion rate − time progress, as published, in points. A
     project without a row for the month is not filed, and carried at its last known value.

The race (§3) is in `reference_race`, what it takes points off for in `reference_deductions`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Any

from campaigns import Campaign
from pipelines.sample import FiledTable

YUAN_PLACES = 4
BEGUN = {"under_construction", "suspended", "completed"}
Row = Mapping[str, Any]
Amount = Decimal | None


def half_up(value: Fraction, places: int) -> Decimal:
    """The value to so many places; a half goes away from zero."""
    size = floor(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(size if value >= 0 else -size).scaleb(-places)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def ratio(numerator: Amount, denominator: Amount, places: int) -> Amount:
    """A rate as published; None where either is missing or there is nothing to divide by."""
    if numerator is None or not denominator:
        return None
    return half_up(Fraction(numerator) / Fraction(denominator), places)


@dataclass(frozen=True)
class Month:
    """A month of the campaign, counted in days."""

    name: str
    last_day: date
    elapsed: int
    days: int


@dataclass(frozen=True)
class Project:
    """A listed project at the end of a month."""

    code: str
    unit: str
    domain: str
    category: str
    is_filed: bool
    is_known: bool
    period_plan: Amount
    planned: Amount
    invested: Amount
    start_is_due: bool
    is_started: bool
    completion_is_due: bool
    is_completed: bool


@dataclass(frozen=True)
class Sums:
    """Projects added up."""

    projects: int
    filed: int
    period_plan: Amount
    planned: Amount
    invested: Amount

    @classmethod
    def of(cls, projects: Iterable[Project]) -> "Sums":
        """The sums of these projects."""
        every = list(projects)
        return cls(
            len(every),
            sum(project.is_filed for project in every),
            total(project.period_plan for project in every),
            total(project.planned for project in every),
            total(project.invested for project in every),
        )


class Reference:
    """The figures of one campaign. `filed` is what was filed, in any order."""

    def __init__(self, campaign: Campaign, filed: Iterable[FiledTable]) -> None:
        self.campaign = campaign
        self.current: dict[tuple[str, str, str], FiledTable] = {}
        self.filed = sorted(filed, key=lambda one: one.filed_at)
        for each in self.filed:
            self.current[each.table, each.unit, each.month] = each

    @cached_property
    def months(self) -> dict[str, Month]:
        """The months of the campaign by name. The sample files for all of them."""
        start, end = self.campaign.period.start, self.campaign.period.end
        days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
        last = {day.strftime("%Y-%m"): (day, n) for n, day in enumerate(days, start=1)}
        assert {month for _, _, month in self.current} == set(last)
        return {name: Month(name, day, n, len(days)) for name, (day, n) in last.items()}

    @cached_property
    def places(self) -> int:
        """Decimals of a rate as a share of one."""
        return self.campaign.rate_decimals + 2

    def time_progress(self, month: str) -> Decimal:
        """Elapsed ÷ all days, as published."""
        at = self.months[month]
        return half_up(Fraction(at.elapsed, at.days), self.places)

    def lead(self, completion: Amount, month: str) -> Amount:
        """Points ahead of time progress (or behind it)."""
        return None if completion is None else (completion - self.time_progress(month)) * 100

    def register(self, table: str, month: str) -> dict[str, list[Row]]:
        """Each unit's latest list filed for a month up to this one."""
        found: dict[str, tuple[str, list[Row]]] = {}
        for (name, unit, filed_for), filing in self.current.items():
            if name == table and filed_for <= month and filed_for >= found.get(unit, ("",))[0]:
                found[unit] = (filed_for, list(filing.rows))
        return {unit: rows for unit, (_, rows) in found.items()}

    @cached_property
    def progress(self) -> dict[str, dict[str, Row]]:
        """The rows of progress by project and month."""
        rows: dict[str, dict[str, Row]] = defaultdict(dict)
        for (table, _, month), filing in self.current.items():
            for row in filing.rows if table == "progress" else ():
                code = str(row["project_code"])
                assert month not in rows[code], "a project is filed once a month"
                rows[code][month] = row
        return rows

    @cached_property
    def projects(self) -> dict[str, list[Project]]:
        """Every listed project as it stands at the end of each month."""
        return {
            month: [
                self._project(row, self.register("plans", month).get(unit, []), at)
                for unit, rows in self.register("projects", month).items()
                for row in rows
            ]
            for month, at in self.months.items()
        }

    def _project(self, row: Row, plans: list[Row], at: Month) -> Project:
        filed = self.progress[row["project_code"]]
        known = [filed[month] for month in sorted(filed) if month <= at.name]
        started_on, completed_on, status = (
            _latest(known, column) for column in ("started_on", "completed_on", "status")
        )
        begins, ends = row["planned_start"], row["planned_completion"]
        is_new = row["category"] == "new_start"
        return Project(
            code=row["project_code"],
            unit=row["unit_id"],
            domain=row["domain"],
            category=row["category"],
            is_filed=at.name in filed,
            is_known=bool(known),
            period_plan=row["period_plan_wanyuan"],
            planned=_planned(row, plans, at),
            invested=_invested(known, prefers_statistics=self.campaign.figure == "statistical"),
            start_is_due=is_new and begins is not None and begins <= at.last_day,
            is_started=started_on <= at.last_day if started_on else status in BEGUN,
            completion_is_due=ends is not None and ends <= at.last_day,
            is_completed=completed_on <= at.last_day if completed_on else status == "completed",
        )


def _latest(rows: list[Row], column: str) -> Any:
    return next((row[column] for row in reversed(rows) if row[column] is not None), None)


def _invested(rows: list[Row], *, prefers_statistics: bool) -> Amount:
    """To date as filed; where only the month was, it is added to what was known before."""
    figure: Amount = None
    for row in rows:
        in_month, to_date = row["invested_in_month_wanyuan"], row["invested_to_date_wanyuan"]
        figure = to_date if to_date is not None else total((figure, in_month))
    counted = rows[-1]["statistical_to_date_wanyuan"] if rows else None
    return counted if prefers_statistics and counted is not None else figure


def _planned(project: Row, plans: list[Row], at: Month) -> Amount:
    own = [row for row in plans if row["project_code"] == project["project_code"]]
    if own:
        until = [row["planned_investment_wanyuan"] for row in own if row["month"] <= at.name]
        return sum(until, Decimal(0))
    whole = project["period_plan_wanyuan"]
    return None if whole is None else half_up(Fraction(whole) * at.elapsed / at.days, YUAN_PLACES)
