"""What becomes of a project, month by month: investment, status, dates, site progress."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.calendar import CampaignMonth
from pipelines.sample import curves
from pipelines.sample.model import Row
from pipelines.sample.projects import Project
from pipelines.sample.words import vocabulary


@dataclass(frozen=True)
class Fate:
    """How a project fares. `pace_percent` is by month; `stalled` are the months without work.

    `statistical_percent` is the share that the statistics office counts, None where it gives none.
    """

    pace_percent: Sequence[int]
    delay_days: int = 0
    stalled: frozenset[int] = frozenset()
    statistical_percent: int | None = None


@dataclass(frozen=True)
class Step:
    """Where a project stands at a month's end; amounts in yuan."""

    month: CampaignMonth
    in_month_yuan: int
    to_date_yuan: int
    status: str
    started_on: date | None
    completed_on: date | None
    in_production_on: date | None
    site_progress: str


def run(
    project: Project, months: Sequence[CampaignMonth], fate: Fate, rng: random.Random
) -> list[Step]:
    """One step per month. Cumulative amounts are the months' sum, at most 95 % of the total."""
    started, completed = _dates(project, months, fate)
    producing = completed and completed + timedelta(days=rng.randint(20, 85))
    steps: list[Step] = []
    to_date = 0
    for at, month in enumerate(months):
        begun = started if started and started <= month.last_day else None
        done = completed if completed and completed <= month.last_day else None
        status = _status(at, begun, done, fate)
        closed = bool(steps) and steps[-1].completed_on is not None
        working = status == "under_construction" or (status == "completed" and not closed)
        amount = _amount(project, at, fate, rng) if working or _early(project) else 0
        amount = max(0, min(amount, project.total_yuan * 95 // 100 - to_date))
        to_date += amount
        produced = producing if producing and producing <= month.last_day else None
        steps.append(
            Step(
                month,
                amount,
                to_date,
                status,
                begun,
                done,
                produced if project.brief.domain == "industry" else None,
                _site(status, at * 10 // len(months) + int(project.code[-2]) // 2),
            )
        )
    return steps


def progress_row(project: Project, step: Step, fate: Fate, in_statistics: bool) -> Row:
    """The step as the unit reports it."""
    share = fate.statistical_percent
    counted = None if share is None else step.to_date_yuan * share // 10_000 * 100
    return Row(
        {
            "project_code": project.code,
            "month": step.month.month,
            "invested_in_month_wanyuan": curves.wanyuan(step.in_month_yuan),
            "invested_to_date_wanyuan": curves.wanyuan(step.to_date_yuan),
            "statistical_to_date_wanyuan": None if counted is None else curves.wanyuan(counted),
            "status": step.status,
            "started_on": step.started_on,
            "completed_on": step.completed_on,
            "in_production_on": step.in_production_on,
            "registered_in_statistics": counted is not None
            or (step.started_on is not None and in_statistics),
            "site_progress": step.site_progress,
        }
    )


def _early(project: Project) -> bool:
    return project.brief.category == "preliminary"


def _dates(
    project: Project, months: Sequence[CampaignMonth], fate: Fate
) -> tuple[date | None, date | None]:
    delay = timedelta(days=fate.delay_days)
    if _early(project):
        return None, None
    if project.brief.category == "new_start":
        return max(months[0].first_day, project.planned_start + delay), None
    if project.brief.category == "completion":
        return project.planned_start, max(months[0].first_day, project.planned_completion + delay)
    return project.planned_start, None


def _status(at: int, begun: date | None, done: date | None, fate: Fate) -> str:
    if done:
        return "completed"
    if not begun:
        return "not_started"
    return "suspended" if at in fate.stalled else "under_construction"


def _amount(project: Project, at: int, fate: Fate, rng: random.Random) -> int:
    # A project behind its dates still has work to do in months for which nothing was planned.
    planned = project.plan_yuan[at] or sum(project.plan_yuan) // 20
    return curves.done(planned, fate.pace_percent[at], rng)


def _site(status: str, tenths: int) -> str:
    words = vocabulary().site[status]
    return words[min(tenths, 13) * len(words) // 14]
