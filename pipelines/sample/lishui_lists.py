"""Lishui's lists beside the projects: milestones, issues, contacts and prospects."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from campaigns import Campaign
from campaigns.calendar import CampaignMonth
from pipelines.sample.model import Row, Value
from pipelines.sample.projects import Project
from pipelines.sample.prospects import Prospect, advance, values
from pipelines.sample.words import vocabulary

ZONE = "Z-331100-01"
LEVELS = ("owner", "key_projects_office", "lead_official", "leading_group", "standing_meeting")
FIRST_GROUP_UP_TO = 8  # departments 01-08 owe 10 亿元, 09-16 owe 3 亿元


def known_by(row: Row, day: date) -> Row:
    """The row as known on that day: what is done later is still blank."""
    shown = dict(row.values)
    for column in ("done_on", "resolved_on"):
        on = shown.get(column)
        if isinstance(on, date) and on > day:
            shown[column] = None
    return Row(shown)


def is_raised(row: Row, by: date) -> bool:
    """Whether the issue has been raised by that day."""
    on = row.values["raised_on"]
    return isinstance(on, date) and on <= by


def milestones(rng: random.Random, project: Project, campaign: Campaign) -> Iterator[Row]:
    """Four nodes of a preliminary project through the year; none of any other."""
    if project.brief.category != "preliminary":
        return
    names = vocabulary().preliminary["nodes"]
    for at in sorted(rng.sample(range(len(names)), 4)):
        planned = campaign.period.start + timedelta(days=20 + at * 38 + rng.randint(0, 20))
        yield Row(
            {
                "project_code": project.code,
                "milestone": names[at],
                "stage": "preliminary",
                "planned_on": planned,
                "done_on": planned + timedelta(days=rng.choice((-12, -5, 0, 4, 15, 45))),
            }
        )


def issues(
    rng: random.Random, projects: Sequence[Project], campaign: Campaign
) -> list[tuple[str, Row]]:
    """Sixty issues with the unit that files each, twelve on every level; most get settled."""
    rows = []
    for number in range(1, 61):
        project = rng.choice(projects)
        raised = campaign.period.start + timedelta(days=rng.randint(10, 340))
        settled = raised + timedelta(days=rng.randint(8, 150)) if rng.random() < 0.8 else None
        row: dict[str, Value] = {
            "issue_id": f"WT-{number:03d}",
            "project_code": project.code,
            "raised_on": raised,
            "summary": rng.choice(vocabulary().issues["summaries"]),
            "source": rng.choice(("self", "self", "inspection", "audit")),
            "level": LEVELS[number % len(LEVELS)],
            "assignee": rng.choice(("项目业主", "市国土局", "市交通运输局", "市征收办")),
            "due_on": raised + timedelta(days=rng.choice((15, 30, 60))),
            "resolved_on": settled,
        }
        rows.append((project.unit, Row(row)))
    return rows


def contacts(rng: random.Random, projects: Sequence[Project], month: CampaignMonth) -> list[Row]:
    """A contact per project in the month; a few are missing."""
    return [
        Row(
            {
                "project_code": project.code,
                "contacted_on": month.first_day.replace(day=rng.randint(2, 27)),
                "official": project.values["lead_official"],
                "note": rng.choice(vocabulary().contacts["notes"]),
            }
        )
        for project in projects
        if rng.random() < 0.93
    ]


def prospects(rng: random.Random, campaign: Campaign) -> Iterator[Prospect]:
    """What each unit owes, and one more of each county; never below the least of 二(三)."""
    for unit in campaign.contenders:
        for number in range(1, unit.signings_target + 1 + (unit.code[0] == "3")):
            least = _least_yiyuan(unit.code)
            infrastructure = rng.random() < 0.3
            on = campaign.period.start + timedelta(days=rng.randint(3, 25 if number == 1 else 160))
            drawn = values(
                rng,
                f"LS-{unit.code.removeprefix('331').replace('331100-', '')}-{number:02d}",
                unit.code,
                (unit.aliases[0] if unit.code[0] == "3" else "丽水"),
                total_yiyuan=least * (2 if infrastructure else 1) + rng.randint(0, 15),
            )
            drawn["domain"] = "infrastructure" if infrastructure else "industry"
            if infrastructure:
                drawn["content"] = rng.choice(vocabulary().prospects["infrastructure"])
                drawn["prospect_name"] = f"{unit.name.zh}{drawn['content']}项目"
                drawn["sector"] = "基础设施"
            yield Prospect(drawn, on, advance(rng, on, rng.randint(20, 60), rng.randint(1, 6)))


def _least_yiyuan(unit: str) -> int:
    if unit == ZONE:
        return 25  # 20 亿元, or 50 for infrastructure
    if unit[0] == "D":
        return 10 if int(unit[-2:]) <= FIRST_GROUP_UP_TO else 3
    return 10
