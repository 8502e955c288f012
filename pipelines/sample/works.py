"""A campaign's building work: the monthly progress of its projects, and the registers behind it."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaigns.calendar import CampaignMonth
from pipelines.sample import curves
from pipelines.sample.course import Fate, Step, progress_row, run
from pipelines.sample.model import Row
from pipelines.sample.projects import Project


@dataclass(frozen=True)
class Works:
    """Projects with what became of each, and the (project, month) pairs that nobody filed."""

    months: Sequence[CampaignMonth]
    projects: Mapping[str, list[Project]]
    fates: Mapping[str, Fate]
    steps: Mapping[str, list[Step]]
    in_statistics: frozenset[str]
    not_filed: frozenset[tuple[str, str]]

    def register(self, unit: str) -> list[Row]:
        """The unit's list of projects."""
        return [project.row() for project in self.projects.get(unit, [])]

    def plans(self, unit: str) -> list[Row]:
        """The monthly plans of the unit's projects."""
        return [
            row for project in self.projects.get(unit, []) for row in project.plan_rows(self.months)
        ]

    def progress(self, unit: str, at: int) -> list[Row]:
        """What the unit reports for the month of that index."""
        month = self.months[at].month
        return [
            progress_row(
                project,
                self.steps[project.code][at],
                self.fates[project.code],
                project.code in self.in_statistics,
            )
            for project in self.projects.get(unit, [])
            if (project.code, month) not in self.not_filed
        ]


@dataclass(frozen=True)
class Manner:
    """How units differ: `paces` is the range of their speeds in percent of plan."""

    paces: tuple[int, int] = (62, 118)
    stalled_percent: int = 5
    statistical: Callable[[random.Random], int | None] = lambda rng: None
    not_filed: int = 3


def build(
    rng: random.Random,
    months: Sequence[CampaignMonth],
    projects: Iterable[Project],
    manner: Manner,
) -> Works:
    """Let every project run its course. Units have a pace of their own, and good and bad months."""
    by_unit: dict[str, list[Project]] = {}
    for project in projects:
        by_unit.setdefault(project.unit, []).append(project)
    fates: dict[str, Fate] = {}
    for own in by_unit.values():
        form = _form(rng, len(months), manner)
        for project in own:
            fates[project.code] = _fate(rng, form, len(months), manner)
    every = [project for own in by_unit.values() for project in own]
    pairs = [(p.code, month.month) for p in every for month in months[1:-1]]
    return Works(
        months,
        by_unit,
        fates,
        {p.code: run(p, months, fates[p.code], rng) for p in every},
        frozenset(p.code for p in every if rng.random() < 0.9),
        frozenset(rng.sample(pairs, manner.not_filed)),
    )


def _form(rng: random.Random, months: int, manner: Manner) -> list[int]:
    pace = rng.randint(*manner.paces)
    return [pace * curves.noise(rng, 18) // 100 for _ in range(months)]


def _fate(rng: random.Random, form: Sequence[int], months: int, manner: Manner) -> Fate:
    mean = sum(form) // len(form)
    late = max(0, 105 - mean) * months // 12
    stalled: frozenset[int] = frozenset()
    if rng.randrange(100) < manner.stalled_percent:
        stalled = frozenset(range(rng.randint(1, max(1, months // 3)), months))
    return Fate(
        [pace * curves.noise(rng, 10) // 100 for pace in form],
        delay_days=late + rng.randint(-6, 8 + late),
        stalled=stalled,
        statistical_percent=manner.statistical(rng),
    )
