"""Lishui: a monthly plan for every project, what the statistics office counts beside what units
report, issues on every rung of the ladder (三(七)), contacts of lead officials (三(六)), and the
prospects of counties and departments (二(三)). The departments file prospects only.
"""

import random
from collections.abc import Iterator
from typing import Any

from campaigns import Campaign
from campaigns.calendar import months
from pipelines.sample import works
from pipelines.sample.desk import Desk
from pipelines.sample.drafter import Drafter
from pipelines.sample.lishui_lists import (
    ZONE,
    contacts,
    is_raised,
    issues,
    known_by,
    milestones,
    prospects,
)
from pipelines.sample.model import Filing, Row
from pipelines.sample.projects import Brief, Project
from pipelines.sample.prospects import listed

REGION_OF_ZONE = "331100"
PER_UNIT = (
    ("infrastructure", "preliminary"),
    ("livelihood", "preliminary"),
    ("industry", "new_start"),
    ("infrastructure", "new_start"),
    ("livelihood", "new_start"),
    ("industry", "ongoing"),
    ("industry", "ongoing"),
    ("infrastructure", "ongoing"),
    ("infrastructure", "ongoing"),
    ("livelihood", "ongoing"),
    ("infrastructure", "completion"),
    ("livelihood", "completion"),
)
LOWERED_UNIT, LOWERED_AT = "331123", 6
STATISTICAL_PERCENT = (None, 100, 100, 100, 96, 92, 85)


def filings(rng: random.Random, campaign: Campaign) -> list[Filing]:
    """All filings of the year."""
    projects = _projects(rng, campaign)
    manner = works.Manner(
        paces=(68, 122), statistical=lambda r: r.choice(STATISTICAL_PERCENT), not_filed=5
    )
    built = works.build(rng, months(campaign), projects, manner)
    raised = issues(rng, projects, campaign)
    nodes = [(p.unit, row) for p in projects for row in milestones(rng, p, campaign)]
    courted = list(prospects(rng, campaign))
    desk = Desk(rng, campaign, late_days={("331126", "2018-03"): 3, ("331121", "2018-08"): 6})
    for at, month in enumerate(built.months):
        for unit in campaign.contenders:
            own, day = unit.code, month.last_day
            tables: dict[str, list[Row]] = {
                **_registers(built, unit.code, at),
                "milestones": [known_by(row, day) for by, row in nodes if by == own],
                "issues": [known_by(r, day) for u, r in raised if u == own and is_raised(r, day)],
                "prospects": listed(courted, own, day),
                "progress": built.progress(unit.code, at),
                "contacts": contacts(rng, built.projects.get(unit.code, []), month),
            }
            desk.file(unit.code, month, tables)
    desk.correct("331125", "2018-05", rows=2)
    desk.correct("331124", "2018-10", rows=5, after_publication=True)
    return desk.filings


def _registers(built: works.Works, unit: str, at: int) -> dict[str, Any]:
    if at == 0:
        return {"projects": built.register(unit), "plans": built.plans(unit)}
    if at == LOWERED_AT and unit == LOWERED_UNIT:
        lowered = [_lowered(project) for project in built.projects[unit]]
        return {
            "projects": [project.row() for project in lowered],
            "plans": [row for project in lowered for row in project.plan_rows(built.months)],
        }
    return {}


def _lowered(project: Project) -> Project:
    """The plan from July on, cut by a fifth: what a watch over baselines must show."""
    if project.brief.category != "ongoing":
        return project
    cut = [
        yuan if at < LOWERED_AT else yuan * 8 // 10 // 10_000 * 10_000
        for at, yuan in enumerate(project.plan_yuan)
    ]
    return project.with_plan(cut)


def _projects(rng: random.Random, campaign: Campaign) -> list[Project]:
    counties = campaign.tracks[0].contenders
    drafter = Drafter(
        rng,
        campaign,
        years=("2016", "2017", "2018"),
        regions={u.code: REGION_OF_ZONE if u.code == ZONE else u.code for u in counties},
        places=[counties[0].name.zh],
    )
    return [drafter.draft(brief) for unit in counties for brief in _briefs(rng, unit.code)]


def _briefs(rng: random.Random, unit: str) -> Iterator[Brief]:
    for domain, category in PER_UNIT:
        plan = rng.randint(60, 360) * 100
        if category == "preliminary":
            plan = rng.randint(3, 9) * 100
        total = plan * rng.randint(20, 60) // 10 // 100 * 100 + 5_000
        yield Brief(unit, domain, category, total, plan)
