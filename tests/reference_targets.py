"""The values of targets worked out a second time, in plain Python, from the sample's rows as filed.

Of every target the rows behind it: (unit, part, whole), money in 万元. What is counted is said in
docs/decisions.md (2026-11-22, the board of targets) and, of the words, in DOMAIN 2 and 4. What no
row shows is in the indicators of the office: (None, value, 1).
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from campaigns import Campaign
from campaigns.targets import Target
from tests.reference import Amount, Project, Reference, Row, half_up

Part = tuple[str | None, Amount, Amount]
OFFICE_ONLY = {
    "land_quota",
    "reserve_projects",
    "reserve_investment",
    "indicator",
    "rank_among_peers",
    "projects_in_next_plan",
    "field_visits",
}
NO, YES = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Case:
    """A listed project at a month's end: its row, its state, what was last filed, the window."""

    row: Row
    project: Project
    filed: list[Row]
    before: Project | None
    first: date
    last: date
    target: Target

    def latest(self, column: str) -> Any:
        return next((r[column] for r in reversed(self.filed) if r[column] is not None), None)

    def within(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def gained(self, column: str) -> Amount:
        now: Amount = getattr(self.project, column)
        if self.target.per != "month" or now is None:
            return now
        before: Amount = getattr(self.before, column) if self.before else None
        return now - (before or NO)


class Targets:
    """The targets of one campaign over the sample."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.campaign: Campaign = reference.campaign
        self._registers: dict[tuple[str, str], list[tuple[str, Row]]] = {}

    def parts(self, target: Target, month: str) -> list[Part]:
        """The rows behind the target at the month's end."""
        if self._is_the_offices(target):
            return list(self._office(target, month))
        first, last = self._window(target, month)
        kind = target.metric.kind
        if kind in PROSPECTS:
            return [
                (row["unit_id"], *PROSPECTS[kind](self, row, first, last))
                for _, row in self._listed("prospects", month)
                if _prospect_suits(target, row)
            ]
        if kind in LISTS:
            return [
                (row.get("unit_id", unit) if table == "land" else unit, *found)
                for table, measure in [LISTS[kind]]
                for unit, row in self._listed(table, month)
                if (found := measure(row, first, last)) is not None
            ]
        cases = list(self._cases(target, month, first, last))
        if kind in MILESTONES:
            return list(self._milestones(cases, month, MILESTONES[kind]))
        return [
            (case.project.unit, *found)
            for case in cases
            if (found := PROJECTS[kind](case)) is not None
        ]

    def value(self, target: Target, parts: list[Part]) -> tuple[Amount, Amount, Amount]:
        """Value in the target's unit, numerator and denominator; no rows: nothing done."""
        done = [part for _, part, _ in parts if part is not None]
        of = [whole for _, _, whole in parts if whole is not None]
        if target.unit == "%" and not self._is_the_offices(target):
            numerator = sum(done, NO) if done else None
            denominator = sum(of, NO) if of else None
            if numerator is None or not denominator:
                return None, numerator, denominator
            exact = 100 * Fraction(numerator) / Fraction(denominator)
            return half_up(exact, self.campaign.rate_decimals), numerator, denominator
        if not parts:
            is_open = bool(target.metric.project) or self._is_the_offices(target)
            return (None if is_open else NO), None, None
        if not done:
            return None, None, None
        in_yiyuan = target.unit == "亿元" and not self._is_the_offices(target)
        return sum(done, NO) / (10_000 if in_yiyuan else 1), None, None

    # --- what is looked at

    def _window(self, target: Target, month: str) -> tuple[date, date]:
        first = target.since or self.campaign.period.start
        year, number = map(int, month.split("-"))
        if target.per == "month":
            first = max(first, date(year, number, 1))
        return first, self.reference.months[month].last_day

    def _is_the_offices(self, target: Target) -> bool:
        metric, start = target.metric, self.campaign.period.start
        listed = self.campaign.prospect_list
        of_another_domain = metric.kind in PROSPECTS and metric.domains not in (
            (),
            (listed.domain if listed else None,),
        )
        before = metric.kind == "invested" and target.since not in (None, start)
        return metric.kind in OFFICE_ONLY or bool(metric.only) or of_another_domain or before

    def _office(self, target: Target, month: str) -> Iterator[Part]:
        names = {target.id, target.name.zh, target.name.en}
        for one in self.campaign.indicators:
            if one.id == target.metric.indicator and target.metric.kind == "indicator":
                names = {one.id, one.name.zh, one.name.en, *one.aliases}
        assert self.campaign.place is not None
        found: dict[str, Decimal] = {}
        for (table, unit, filed_for), filing in self.reference.current.items():
            if table == "indicators" and unit == self.campaign.office.code and filed_for <= month:
                for row in filing.rows:
                    if row["indicator"] in names and row["place"] == self.campaign.place.name.zh:
                        found[filed_for] = Decimal(str(row["value_percent"]))
        if found and (target.per != "month" or max(found) == month):
            yield None, found[max(found)], YES

    def _listed(self, table: str, month: str) -> list[tuple[str, Row]]:
        if (table, month) not in self._registers:
            lists = self.reference.register(table, month)
            self._registers[table, month] = [
                (unit, row) for unit, rows in lists.items() for row in rows
            ]
        return self._registers[table, month]

    def _cases(self, target: Target, month: str, first: date, last: date) -> Iterator[Case]:
        now = {p.code: p for p in self.reference.projects[month]}
        earlier = [name for name in self.reference.months if name < month]
        before = {p.code: p for p in self.reference.projects[earlier[-1]]} if earlier else {}
        names = {one.name.zh for one in self.campaign.named_projects}
        wanted = {
            one.name.zh for one in self.campaign.named_projects if one.id == target.metric.project
        }
        assert wanted <= names
        for _, row in self._listed("projects", month):
            if not _project_suits(target, row) or (wanted and row["project_name"] not in wanted):
                continue
            code = row["project_code"]
            rows = self.reference.progress[code]
            filed = [rows[at] for at in sorted(rows) if at <= month]
            yield Case(row, now[code], filed, before.get(code), first, last, target)

    def _milestones(self, cases: list[Case], month: str, measure: "Milestone") -> Iterator[Part]:
        rows = self._listed("milestones", month)
        for case in cases:
            for _, row in rows:
                if row["project_code"] == case.row["project_code"]:
                    found = measure(case, row)
                    if found is not None:
                        yield case.project.unit, *found


Measure = tuple[Amount, Amount] | None
Milestone = Callable[[Case, Row], Measure]


def _project_suits(target: Target, row: Row) -> bool:
    metric = target.metric
    size = row["total_investment_wanyuan"] / 10_000
    lists = ((metric.domains, "domain"), (metric.categories, "category"), (metric.levels, "level"))
    flags = ("is_manufacturing", "needs_new_land")
    return (
        all(not allowed or row[column] in allowed for allowed, column in lists)
        and all(getattr(metric, f) is None or row[f] is getattr(metric, f) for f in flags)
        and (metric.size_from_yiyuan is None or size >= metric.size_from_yiyuan)
        and (metric.size_above_yiyuan is None or size > metric.size_above_yiyuan)
    )


def _prospect_suits(target: Target, row: Row) -> bool:
    metric = target.metric
    size = row["total_investment_wanyuan"] / 10_000
    return (
        (not metric.tiers or row["tier"] in metric.tiers)
        and (not metric.top500 or row["top500"] in metric.top500)
        and (metric.size_from_yiyuan is None or size >= metric.size_from_yiyuan)
    )


def _done(case: Case, *, is_done: Any) -> Measure:
    return (Decimal(bool(is_done)) if case.filed else None), YES


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _started(case: Case) -> Measure:
    day = case.latest("started_on")
    undated = case.project.is_started and case.row["category"] in ("new_start", "preliminary")
    return _done(case, is_done=case.within(day) if day else undated)


def _completed(case: Case) -> Measure:
    day = case.latest("completed_on")
    return _done(case, is_done=case.within(day) if day else case.project.is_completed)


def _producing(case: Case) -> Measure:
    completed, producing = case.latest("completed_on"), case.latest("in_production_on")
    both = max((day for day in (completed, producing) if day), default=None)
    ready = case.project.is_completed and producing is not None and producing <= case.last
    return _done(case, is_done=ready and case.within(both))


def _resumed(case: Case) -> Measure:
    status = case.latest("status")
    return _done(case, is_done=status == "under_construction" or case.project.is_completed)


def _on_time(case: Case) -> Measure:
    planned, day = case.row["planned_completion"], case.latest("completed_on")
    if not case.within(planned):
        return None
    return _done(case, is_done=day is not None and day <= planned)


def _started_within(case: Case) -> Measure:
    supplied, day = case.row["land_supplied_on"], case.latest("started_on")
    if supplied is None or supplied > case.last:
        return None
    assert case.target.metric.within_months
    limit = _later(supplied, case.target.metric.within_months)
    if limit > case.last and not case.project.is_started:
        return None
    return _done(case, is_done=day is not None and day <= min(limit, case.last))


def _production_within(case: Case) -> Measure:
    completed, producing = case.latest("completed_on"), case.latest("in_production_on")
    if not case.within(completed):
        return None
    assert case.target.metric.within_months
    limit = _later(completed, case.target.metric.within_months)
    began = producing is not None and producing <= case.last
    if limit > case.last and not began:
        return None
    return _done(case, is_done=began and producing <= limit)


PROJECTS: dict[str, Callable[[Case], Measure]] = {
    "projects_listed": lambda case: (YES, YES),
    "total_investment": lambda case: (case.row["total_investment_wanyuan"], YES),
    "invested": lambda case: (case.gained("invested"), YES),
    "completion_rate": lambda case: (case.project.invested, case.project.period_plan),
    "schedule_attainment": lambda case: (case.gained("invested"), case.gained("planned")),
    "projects_started": _started,
    "projects_completed": _completed,
    "projects_in_production": _producing,
    "start_rate": lambda case: _done(case, is_done=case.project.is_started),
    "resumed_rate": _resumed,
    "registered_rate": lambda case: _done(case, is_done=case.latest("registered_in_statistics")),
    "on_time_rate": _on_time,
    "started_within_rate": _started_within,
    "production_within_rate": _production_within,
}


def _milestone_done(case: Case, row: Row) -> Measure:
    return Decimal(case.within(row["done_on"])), YES


def _milestone_on_time(case: Case, row: Row) -> Measure:
    planned, done = row["planned_on"], row["done_on"]
    if not case.within(planned):
        return None
    end = planned.replace(day=calendar.monthrange(planned.year, planned.month)[1])
    return Decimal(done is not None and done <= min(end, case.last)), YES


MILESTONES: dict[str, Milestone] = {
    "milestones_done": _milestone_done,
    "milestones_on_time_rate": _milestone_on_time,
}


def _is_in(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def _stays(row: Row, last: date) -> bool:
    gone = row["exited_on"] is not None and row["exited_on"] <= last
    return not gone or row["exit_reason"] == "started"


def _event(*columns: str) -> Callable[[Targets, Row, date, date], tuple[Amount, Amount]]:
    def measure(targets: Targets, row: Row, first: date, last: date) -> tuple[Amount, Amount]:
        nodes = [_landed(targets) if column == "landed" else column for column in columns]
        happened = any(_is_in(row[node], first, last) for node in nodes)
        return Decimal(happened and _stays(row, last)), YES

    return measure


def _landed(targets: Targets) -> str:
    assert targets.campaign.prospect_list
    return targets.campaign.prospect_list.landed_at


def _landing(targets: Targets, row: Row, first: date, last: date) -> tuple[Amount, Amount]:
    landed = _is_in(row[_landed(targets)], first, last)
    return Decimal(landed), Decimal(_is_in(row["listed_on"], first, last))


PROSPECTS = {
    "prospects_listed": _event("listed_on"),
    "prospects_signed": _event("signed_on"),
    "prospects_signed_or_landed": _event("signed_on", "landed"),
    "landing_rate": _landing,
}


def _bond(kind: str, column: str | None) -> Callable[[Row, date, date], Measure]:
    def measure(row: Row, first: date, last: date) -> Measure:
        return (row[column] if column else YES, YES) if row["kind"] == kind else None

    return measure


def _paid(row: Row, first: date, last: date) -> Measure:
    paid = (row["paid_to_date_wanyuan"], row["amount_wanyuan"])
    return paid if row["kind"] == "payment" else None


def _cleared(row: Row, first: date, last: date) -> Measure:
    return Decimal(_is_in(row["cleared_on"], first, last)), YES


def _cleared_when_due(row: Row, first: date, last: date) -> Measure:
    if not _is_in(row["planned_on"], first, last):
        return None
    return Decimal(row["cleared_on"] is not None and row["cleared_on"] <= last), YES


LISTS = {
    "bonds_issued": ("bonds", _bond("payment", "amount_wanyuan")),
    "bonds_reserved": ("bonds", _bond("reserve", "amount_wanyuan")),
    "bond_payments": ("bonds", _bond("payment", None)),
    "bond_reserves": ("bonds", _bond("reserve", None)),
    "bonds_paid_rate": ("bonds", _paid),
    "parcels_cleared": ("land", _cleared),
    "land_cleared_rate": ("land", _cleared_when_due),
}
