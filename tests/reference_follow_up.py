"""What has to be followed up in the sample, worked out a second time in plain Python.

No SQL, no frames, none of the product's rules: rows as filed, the definitions' data, loops.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from campaigns.limits import ConstructionLimit
from tests.reference import Month, Project, Reference, Row, ratio
from tests.reference_dates import later, whole_months
from tests.reference_race import light as light_of

YI = 10_000


@dataclass
class Facts:
    """A listed project at the end of a month: its row in the list, and what it filed so far."""

    at: Month
    listed: Row
    project: Project
    filed: dict[str, Row]

    @property
    def row(self) -> Row | None:
        """The row filed for the month itself."""
        return self.filed.get(self.at.name)

    def day(self, column: str) -> date | None:
        """The latest day filed, if it is not after the month."""
        known = [self.filed[m][column] for m in sorted(self.filed) if m <= self.at.name]
        found = next((each for each in reversed(known) if each is not None), None)
        return found if found is not None and found <= self.at.last_day else None

    def reported(self, month: str) -> Decimal | None:
        """Reported to date, statistics apart, by what was filed up to a month."""
        figure: Decimal | None = None
        for name in sorted(self.filed):
            row = self.filed[name]
            if name <= month and row["invested_to_date_wanyuan"] is not None:
                figure = row["invested_to_date_wanyuan"]
            elif name <= month and row["invested_in_month_wanyuan"] is not None:
                figure = (figure or Decimal(0)) + row["invested_in_month_wanyuan"]
        return figure

    @property
    def has_reported(self) -> bool:
        return self.row is not None and any(
            self.row[name] is not None
            for name in ("invested_in_month_wanyuan", "invested_to_date_wanyuan")
        )

    @property
    def since(self) -> Decimal:
        """Invested since the last report, or in the month if that is more."""
        assert self.row is not None
        before = [name for name in self.filed if name < self.at.name]
        known = self.reported(max(before)) if before else None
        now = self.reported(self.at.name)
        assert now is not None
        return max(now - (known or 0), self.row["invested_in_month_wanyuan"] or Decimal(-(10**12)))


class FollowUp:
    """The follow-up of one campaign of the sample."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.campaign = reference.campaign
        self.months = sorted(reference.months)
        self.filed: dict[str, dict[str, Row]] = defaultdict(dict)
        for (table, _, month), filing in reference.current.items():
            for row in filing.rows if table == "progress" else ():
                self.filed[str(row["project_code"])][month] = row

    def histories(self) -> Iterator[list[Facts]]:
        """The months of each project, in order."""
        found: dict[str, list[Facts]] = defaultdict(list)
        for month in self.months:
            at = self.reference.months[month]
            projects = {each.code: each for each in self.reference.projects[month]}
            for rows in self.reference.register("projects", month).values():
                for row in rows:
                    code = row["project_code"]
                    found[code].append(Facts(at, row, projects[code], self.filed[code]))
        yield from found.values()

    def attainment(self, facts: Facts) -> Decimal | None:
        """As published."""
        return ratio(facts.project.invested, facts.project.planned, self.reference.places)

    def has_figure(self, facts: Facts) -> bool:
        """Whether the campaign's figure was filed for the month."""
        counted = facts.row is not None and facts.row["statistical_to_date_wanyuan"] is not None
        return facts.has_reported or (self.campaign.figure == "statistical" and counted)

    def slow(self) -> set[tuple[Any, ...]]:
        """(month, code, kind, months, since or due day)."""
        rules = self.campaign.slow_projects
        assert rules is not None
        found: set[tuple[Any, ...]] = set()
        for history in self.histories():
            runs: dict[str, list[str]] = {"zombie": [], "snail": []}
            for facts in history:
                project, month = facts.project, facts.at.name
                value = self.attainment(facts)
                if project.is_completed:
                    runs = {"zombie": [], "snail": []}
                    continue
                if facts.has_reported:
                    idle = project.is_started and facts.since <= 0
                    runs["zombie"] = [*runs["zombie"], month] if idle else []
                if self.has_figure(facts):
                    behind = value is not None and value < rules.snail.attainment_below
                    runs["snail"] = [*runs["snail"], month] if behind else []
                for kind, limit in (("zombie", rules.zombie.months), ("snail", rules.snail.months)):
                    if len(runs[kind]) >= limit:
                        found.add((month, project.code, kind, len(runs[kind]), runs[kind][0]))
                found |= self._marathon(facts)
        return found

    def _marathon(self, facts: Facts) -> set[tuple[Any, ...]]:
        started = facts.day("started_on")
        limit = self._limit(facts)
        if started is None or limit is None or facts.at.last_day <= later(started, limit):
            return set()
        built = whole_months(started, facts.at.last_day)
        due = later(started, limit)
        return {(facts.at.name, facts.project.code, "marathon", built, due)}

    def _limit(self, facts: Facts) -> int | None:
        rules = self.campaign.slow_projects
        assert rules is not None
        bands = [band for band in self.campaign.construction_limits if _holds(band, facts.listed)]
        named = [band for band in bands if band.domains]
        chosen = named or bands
        return chosen[0].months if chosen else rules.marathon.months

    def red_list(self) -> set[tuple[Any, ...]]:
        """(code, entered month, closed month, what closed it)."""
        rule, lights = self.campaign.closing, self.campaign.race.project_lights
        assert rule is not None
        good = ("green",) if rule.closes_at == "green" else ("green", "yellow")
        found: set[tuple[Any, ...]] = set()
        for history in self.histories():
            entered: str | None = None
            for facts in history:
                light = light_of(self.attainment(facts) if self.has_figure(facts) else None, lights)
                is_done = facts.project.is_completed and facts.row is not None
                if entered and (is_done or light in good):
                    by = "completed" if is_done else "light"
                    found.add((facts.project.code, entered, facts.at.name, by))
                    entered = None
                elif light == "red" and not entered and not is_done:
                    entered = facts.at.name
            if entered:
                found.add((history[0].project.code, entered, None, None))
        return found

    def late(self) -> set[tuple[Any, ...]]:
        """(month, code, limit, due day, days over, still open)."""
        found: set[tuple[Any, ...]] = set()
        for history in self.histories():
            for facts in history:
                for limit in self.campaign.time_limits:
                    row, project = facts.listed, facts.project
                    if limit.domains and project.domain not in limit.domains:
                        continue
                    if limit.is_manufacturing not in (None, row["is_manufacturing"]):
                        continue
                    after = row["land_supplied_on"] if "land" in limit.after else None
                    after = after or (facts.day(limit.after) if "land" not in limit.after else None)
                    until = facts.day(limit.until)
                    happened = {
                        "started_on": project.is_started,
                        "completed_on": project.is_completed,
                    }
                    if after is None or (until is None and happened.get(limit.until, False)):
                        continue
                    due = later(after, limit.months)
                    over = ((until or facts.at.last_day) - due).days
                    if over > 0:
                        key = (facts.at.name, project.code, limit.id)
                        found.add((*key, due, over, until is None))
        return found

    def issues(self) -> set[tuple[Any, ...]]:
        """(month, unit that filed, issue, since, overdue, too old, due level) of what is open."""
        levels = [level.id for level in self.campaign.issue_levels]
        days = {level.id: level.days for level in self.campaign.issue_levels}
        seen: dict[tuple[str, str], tuple[str, date]] = {}
        found: set[tuple[Any, ...]] = set()
        for month in self.months:
            end = self.reference.months[month].last_day
            for unit, rows in self.reference.register("issues", month).items():
                for row in rows:
                    key, level = (unit, row["issue_id"]), row["level"]
                    if key not in seen:
                        seen[key] = (level, row["raised_on"])
                    elif seen[key][0] != level:
                        seen[key] = (level, end)
                    resolved = row["resolved_on"]
                    if row["raised_on"] > end or (resolved is not None and resolved <= end):
                        continue
                    since, limit = seen[key][1], days.get(level)
                    overdue = row["due_on"] is not None and row["due_on"] < end
                    old = limit is not None and (end - since).days > limit
                    is_up = (overdue or old) and level in levels[:-1]
                    up = levels[levels.index(level) + 1] if is_up else None
                    found.add((month, *key, since, overdue, old, up))
        return found

    def contacts(self) -> set[tuple[Any, ...]]:
        """(month, code, owed, contacts, missing)."""
        duty = self.campaign.contact_duty
        found: set[tuple[Any, ...]] = set()
        for facts in (each for history in self.histories() for each in history) if duty else ():
            assert duty is not None
            official, code, month = (
                facts.listed["lead_official"],
                facts.project.code,
                facts.at.name,
            )
            if official is None:
                continue
            filings = [
                filing
                for (table, _, filed_for), filing in self.reference.current.items()
                if table == "contacts" and filed_for == month
            ]
            seen = {
                (row["contacted_on"], row["official"])
                for filing in filings
                for row in filing.rows
                if row["project_code"] == code
            }
            is_owed = not duty.categories or facts.project.category in duty.categories
            is_owed = is_owed and not facts.project.is_completed
            owed = duty.times_per_month if is_owed else 0
            found.add((month, code, owed, len(seen), max(owed - len(seen), 0)))
        return found


def _holds(band: ConstructionLimit, row: Row) -> bool:
    total = row["total_investment_wanyuan"]
    return (
        (not band.domains or row["domain"] in band.domains)
        and total >= band.from_yiyuan * YI
        and (band.below_yiyuan is None or total < band.below_yiyuan * YI)
    )
