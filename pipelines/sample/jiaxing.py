"""Jiaxing: prospects with their seven nodes (四(三)), a few that leave the list for one of the
three reasons (四(一)), two investors courted twice (四(二)), and the projects of those that start.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from campaigns import Campaign
from campaigns.calendar import months
from pipelines.sample import works
from pipelines.sample.desk import Desk
from pipelines.sample.drafter import Drafter
from pipelines.sample.model import Filing, Row
from pipelines.sample.projects import Brief, Project
from pipelines.sample.prospects import NODES, Prospect, advance, listed, values

SPARE = (3, 2, 1, 0, 2, 1, 3, 0, 1)  # prospects beyond a contender's duty, in order of the file
CONFLICTS = (("330481", "330483"), ("330421", "330482"))
EXITS = (("policy_changed", 150), ("investor_withdrew", 170), ("investor_withdrew", 200))
YEAR_TIER_YIYUAN = {"governor": (95, 120), "mayor": (48, 70), "county": (18, 32)}


def filings(rng: random.Random, campaign: Campaign) -> list[Filing]:
    """All filings of the year."""
    prospects = list(_prospects(rng, campaign))
    _leave(rng, prospects, campaign)
    _conflict(prospects)
    projects = list(_projects(rng, campaign, prospects))
    known = {project.code: on for project, on in projects}
    manner = works.Manner(paces=(70, 122), stalled_percent=3, not_filed=0)
    built = works.build(rng, months(campaign), [project for project, _ in projects], manner)
    desk = Desk(rng, campaign, late_days={("330424", "2018-04"): 5, ("D-330400-04", "2018-09"): 2})
    for at, month in enumerate(built.months):
        for unit in campaign.contenders:
            tables = {"prospects": listed(prospects, unit.code, month.last_day)}
            tables |= _works(built, known, unit.code, at)
            desk.file(unit.code, month, tables)
    return desk.filings


def _works(built: works.Works, known: dict[str, date], unit: str, at: int) -> dict[str, list[Row]]:
    """Progress of the projects that have their code, and the registers when one is new."""
    month = built.months[at]

    def has_code(row: Row) -> bool:
        return known[str(row.values["project_code"])] <= month.last_day

    tables = {"progress": [row for row in built.progress(unit, at) if has_code(row)]}
    if any(
        month.first_day <= known[p.code] <= month.last_day for p in built.projects.get(unit, [])
    ):
        tables["projects"] = [row for row in built.register(unit) if has_code(row)]
        tables["plans"] = [row for row in built.plans(unit) if has_code(row)]
    return tables


def _prospects(rng: random.Random, campaign: Campaign) -> Iterator[Prospect]:
    regions, departments = campaign.tracks
    number = 0
    for unit, spare in zip(regions.contenders, SPARE, strict=True):
        short = unit.aliases[0]
        slow = rng.randint(18, 42)
        for nth in range(unit.signings_target + spare):
            number += 1
            tier = "mayor" if nth == 0 else "county"
            tier = "governor" if (unit.code, nth) == ("330402", 6) else tier
            days = 25 if nth == 0 else 150
            yield _prospect(rng, campaign, number, (unit.code, short), tier, (days, slow))
    for unit in departments.contenders:
        number += 1
        pace = (25, rng.randint(30, 60))
        yield _prospect(rng, campaign, number, (unit.code, "嘉兴"), "county", pace)


def _prospect(
    rng: random.Random,
    campaign: Campaign,
    number: int,
    unit: tuple[str, str],
    tier: str,
    pace: tuple[int, int],
) -> Prospect:
    listed_within, slow = pace
    on = campaign.period.start + timedelta(days=rng.randint(3, listed_within))
    drawn = values(
        rng,
        f"JX-{number:03d}",
        *unit,
        total_yiyuan=rng.randint(*YEAR_TIER_YIYUAN[tier]),
        tier=tier,
        top500=rng.choices((None, "world", "china"), (12, 1, 1))[0],
    )
    reaches = rng.choices((1, 2, 3, 5, 7), (1, 1, 1, 2, 6))[0]
    return Prospect(drawn, on, advance(rng, on, slow, reaches))


def _leave(rng: random.Random, prospects: Sequence[Prospect], campaign: Campaign) -> None:
    """Three leave for want of policy or investor; every third that starts leaves as started."""
    stuck = [p for p in prospects if 2 <= len(p.nodes) < len(NODES)]
    for prospect, (reason, day) in zip(rng.sample(stuck, len(EXITS)), EXITS, strict=True):
        last = max(*prospect.nodes.values(), campaign.period.start + timedelta(days=day))
        prospect.leave(last, reason)
    for prospect in [p for p in prospects if len(p.nodes) == len(NODES)][::3]:
        prospect.leave(max(prospect.nodes.values()) + timedelta(days=12), "started")


def _conflict(prospects: Sequence[Prospect]) -> None:
    """The second unit lists the same investor with the same content after the first has signed."""
    for first, second in CONFLICTS:
        held = next(p for p in prospects if p.values["unit_id"] == first)
        rival = next(
            p for p in reversed(prospects) if p.values["unit_id"] == second and not p.exited_on
        )
        rival.values |= {column: held.values[column] for column in ("investor", "content")}
        shift = max(timedelta(days=10), held.nodes["signed_on"] - rival.listed_on) + timedelta(9)
        rival.listed_on += shift
        rival.nodes = {node: day + shift for node, day in rival.nodes.items()}


def _projects(
    rng: random.Random, campaign: Campaign, prospects: Sequence[Prospect]
) -> Iterator[tuple[Project, date]]:
    """A project for each prospect of a region that starts in the year, with the day of its code."""
    regions = [unit.code for unit in campaign.tracks[0].contenders]
    drafter = Drafter(
        rng,
        campaign,
        years=("2018",),
        regions={code: code if code[0] == "3" else "330400" for code in regions},
        places=["嘉兴经济技术开发区（国际商务区）"],
    )
    for prospect in prospects:
        unit, starts = str(prospect.values["unit_id"]), prospect.nodes.get("started_on")
        if unit not in regions or not starts or starts > campaign.period.end - timedelta(days=8):
            continue
        total = prospect.values["total_investment_wanyuan"]
        assert isinstance(total, Decimal)
        share = (campaign.period.end - starts).days
        plan = max(300, int(total) * share * rng.randint(60, 110) // 150_000)
        early = starts - timedelta(days=rng.randint(0, 30))
        day = max(early, prospect.nodes["code_obtained_on"])
        brief = Brief(
            unit,
            "industry",
            "new_start",
            int(total),
            plan,
            name=str(prospect.values["prospect_name"]),
            sector=str(prospect.values["sector"]),
            manufacturing=True,
            planned_start=day,
        )
        yield drafter.draft(brief), prospect.nodes["code_obtained_on"]
