"""Drafting projects: name, place, code, dates and a monthly plan, drawn from the vocabulary."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from campaigns import Campaign
from campaigns.calendar import months
from pipelines.sample import curves
from pipelines.sample.codes import Codes, is_new_form
from pipelines.sample.model import Values
from pipelines.sample.projects import YUAN_PER_WAN, Brief, Project
from pipelines.sample.words import Subject, vocabulary


class Drafter:
    """Drafts the projects of a campaign; no two have the same name or code."""

    def __init__(
        self,
        rng: random.Random,
        campaign: Campaign,
        *,
        years: Sequence[str],
        regions: Mapping[str, str],
        places: Sequence[str],
    ) -> None:
        """`years` are first groups of codes; `regions` maps units to region groups; `places`
        are where the projects of units without a territory may stand.
        """
        self._rng = rng
        self._campaign = campaign
        self._months = months(campaign)
        self._codes = Codes(rng)
        self._years = years
        self._regions = regions
        self._places = places
        self._names: Counter[str] = Counter()
        self._units = {unit.code: unit for unit in campaign.units}

    def draft(self, brief: Brief) -> Project:
        """A project as the brief asks for."""
        subject = self._subject(brief)
        place = self._place(brief.unit)
        start = brief.planned_start or self._start(brief.category)
        end = self._completion(brief.category, start)
        code = self._codes.draw(
            self._first_group(start), self._regions[brief.unit], subject.industry
        )
        values = self._values(brief, subject, place) | {
            "project_code": code,
            "planned_start": start,
            "planned_completion": end,
            "land_supplied_on": self._land(brief, start),
        }
        plan = self._plan(brief, start, end)
        return Project(brief, code, values, start, end, tuple(plan))

    def _subject(self, brief: Brief) -> Subject:
        may = [
            subject
            for subject in vocabulary().subjects
            if subject.domain == brief.domain
            and brief.manufacturing in (None, subject.manufacturing)
        ]
        return self._rng.choice([one for one in may if one.sector == brief.sector] or may)

    def _first_group(self, start: date) -> str:
        """A project has its code before it starts."""
        before = [first for first in self._years if _month_of(first) <= start]
        return self._rng.choice(before or [min(self._years, key=_month_of)])

    def _land(self, brief: Brief, start: date) -> date | None:
        supplied = start - timedelta(days=self._rng.randint(40, 330))
        known = supplied <= self._campaign.period.start
        return supplied if brief.domain == "industry" and known else None

    def _place(self, unit: str) -> str:
        if unit[0].isdigit():
            return self._units[unit].name.zh
        return self._rng.choice(list(self._places))

    def _name(self, place: str, subject: Subject) -> str:
        short = next((u.aliases[0] for u in self._units.values() if u.name.zh == place), place)
        return self._phased(short + self._rng.choice(subject.names))

    def _phased(self, name: str) -> str:
        """The name itself, and with its phase from the second on."""
        self._names[name] += 1
        phase = self._names[name]
        return name if phase == 1 else f"{name}（{'一二三四五六七八九'[phase - 1]}期）"

    def _values(self, brief: Brief, subject: Subject, place: str) -> Values:
        unit = self._units[brief.unit].name.zh
        ours = brief.manufacturing
        level = self._rng.choices(("national", "provincial", "municipal", "county"), (1, 4, 7, 8))
        return {
            "project_code": None,
            "project_name": self._phased(brief.name) if brief.name else self._name(place, subject),
            "unit_id": brief.unit,
            "region": place,
            "domain": brief.domain,
            "category": brief.category,
            "sector": brief.sector or subject.sector,
            "is_manufacturing": subject.manufacturing if ours is None else ours,
            "level": level[0],
            "total_investment_wanyuan": Decimal(brief.total_wan),
            "period_plan_wanyuan": Decimal(brief.plan_wan),
            "planned_start": None,
            "planned_completion": None,
            "land_supplied_on": None,
            "needs_new_land": self._rng.random() < 0.3,
            "lead_official": f"{unit}主要负责人",
            "officer": f"{unit}项目专员岗",
            "owner": vocabulary().owners[brief.domain],
        }

    def _start(self, category: str) -> date:
        first, last = self._campaign.period.start, self._campaign.period.end
        days = (last - first).days
        if category == "new_start":
            return first + timedelta(days=self._rng.randint(days // 20, days * 7 // 10))
        if category == "preliminary":
            return last + timedelta(days=self._rng.randint(30, 300))
        return first - timedelta(days=self._rng.randint(120, 900))

    def _completion(self, category: str, start: date) -> date:
        first, last = self._campaign.period.start, self._campaign.period.end
        if category == "completion":
            days = (last - first).days
            return first + timedelta(days=self._rng.randint(days // 4, days))
        return max(start, last) + timedelta(days=self._rng.randint(200, 800))

    def _plan(self, brief: Brief, start: date, end: date) -> list[int]:
        active = [
            at
            for at, month in enumerate(self._months)
            if brief.category in ("preliminary", "ongoing")
            or (start <= month.last_day and end >= month.first_day)
        ]
        offset = self._months[active[0] - 1].elapsed_days if active[0] else 0
        ends = [self._months[at].elapsed_days - offset for at in active]
        weights = curves.jittered(self._rng, curves.s_curve([*ends, ends[-1] + 20])[:-1], 15)
        shares = curves.split(brief.plan_wan * YUAN_PER_WAN, weights, step=YUAN_PER_WAN)
        plan = [0] * len(self._months)
        for at, yuan in zip(active, shares, strict=True):
            plan[at] = yuan
        return plan


def _month_of(first_group: str) -> date:
    if is_new_form(first_group):
        return date(2000 + int(first_group[:2]), int(first_group[2:]), 1)
    return date(int(first_group), 1, 1)
