"""Yueqing: 189 projects in the split of 乐政办发〔2021〕18号, with those that its text names.

Sums are the document's (二, 附件): 75.2 亿元 in all; how the rest beside the stated parts is shared
out is ours. Industry's 37 less 24 ongoing and 6 completions leaves seven new starts: the document
has preliminary projects only in the other two domains.
"""

import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from campaigns import Campaign
from campaigns.calendar import months
from pipelines.sample import curves, works
from pipelines.sample.desk import Desk
from pipelines.sample.drafter import Drafter
from pipelines.sample.model import Filing
from pipelines.sample.projects import Brief, Project
from pipelines.sample.words import read
from pipelines.sample.yueqing_lists import lists

# domain, category, projects, planned in the campaign (万元)
BUCKETS = (
    ("industry", "ongoing", 24, 142_000),
    ("industry", "completion", 6, 54_000),
    ("industry", "new_start", 7, 32_000),
    ("infrastructure", "preliminary", 10, 4_000),
    ("infrastructure", "new_start", 19, 30_000),
    ("infrastructure", "completion", 19, 26_000),
    ("infrastructure", "ongoing", 60, 339_000),
    ("livelihood", "preliminary", 8, 3_000),
    ("livelihood", "new_start", 6, 6_000),
    ("livelihood", "completion", 3, 4_000),
    ("livelihood", "ongoing", 27, 112_000),
)
DEPARTMENTS = {
    "industry": ("D-330382-09",),
    "infrastructure": ("D-330382-01", "D-330382-02", "D-330382-05", "D-330382-06", "D-330382-08"),
    "livelihood": ("D-330382-03", "D-330382-04", "D-330382-05", "D-330382-07"),
}
BIG_WAN = 100_000  # 二(一): completions of 10 亿元 and more, four of the six in manufacturing
REFILED_AT, REFILING = 2, ("330382115", "D-330382-02")
WITHOUT_PLANS = ("330382210",)


def filings(rng: random.Random, campaign: Campaign) -> list[Filing]:
    """All filings of the campaign, September to December."""
    projects = _projects(rng, campaign)
    built = works.build(rng, months(campaign), projects, works.Manner(paces=(70, 126), not_filed=4))
    own_lists = lists(rng, campaign, projects)
    desk = Desk(
        rng,
        campaign,
        late_days={("330382101", "2021-10"): 4, ("D-330382-06", "2021-11"): 7},
        silent=frozenset({("330382212", "2021-11")}),
    )
    for at, month in enumerate(built.months):
        for unit in campaign.contenders:
            registers = _registers(built, unit.code, at)
            monthly = own_lists.tables(unit.code, month)
            desk.file(
                unit.code, month, registers | monthly | {"progress": built.progress(unit.code, at)}
            )
    desk.correct("330382114", "2021-10", rows=2)
    desk.correct("330382111", "2021-11", rows=4, after_publication=True)
    return desk.filings


def _registers(built: works.Works, unit: str, at: int) -> dict[str, Any]:
    if at == 0:
        plans = [] if unit in WITHOUT_PLANS else built.plans(unit)
        return {"projects": built.register(unit), "plans": plans}
    if at == REFILED_AT and unit in REFILING:
        rows = built.register(unit)
        rows[-1].values["lead_official"] = "市政府分管副市长"
        return {"projects": rows}
    return {}


def _projects(rng: random.Random, campaign: Campaign) -> list[Project]:
    drafter = Drafter(
        rng,
        campaign,
        years=("2018", "2019", "2020", "2101", "2103", "2105", "2107"),
        regions={unit.code: "330382" for unit in campaign.units},
        places=[unit.name.zh for unit in campaign.tracks[0].contenders],
    )
    return [drafter.draft(brief) for brief in _briefs(rng, campaign)]


def _briefs(rng: random.Random, campaign: Campaign) -> Iterator[Brief]:
    named = read("yueqing.toml")["projects"]
    held = Counter(project["unit"] for project in named)
    for domain, category, number, planned in BUCKETS:
        own = [p for p in named if (p["domain"], p["category"]) == (domain, category)]
        shares = curves.split(planned, [rng.randint(50, 200) for _ in range(number)])
        for at, share in enumerate(shares):
            if at < len(own):
                yield _named(own[at], share)
                continue
            big = (domain, category) == ("industry", "completion")
            unit = _unit(rng, campaign, domain, held)
            floor = BIG_WAN if big else 3_000
            total = max(floor, share * rng.randint(25, 90) // 1000 * 100)
            yield Brief(unit, domain, category, total, share, manufacturing=True if big else None)


def _named(project: dict[str, Any], plan_wan: int) -> Brief:
    return Brief(
        project["unit"],
        project["domain"],
        project["category"],
        int(Decimal(project["total_yiyuan"]) * 10_000),
        plan_wan,
        name=project["name"],
        sector=project["sector"],
        manufacturing=project.get("manufacturing", False),
        nodes=tuple(project.get("nodes", ())),
    )


def _unit(rng: random.Random, campaign: Campaign, domain: str, held: Counter[str]) -> str:
    towns, zones = ([u.code for u in campaign.tracks[at].contenders] for at in (0, 1))
    may = [*towns, *DEPARTMENTS[domain], *(zones if domain != "livelihood" else [])]
    # Everybody has two at least; those that few domains suit come first.
    short = [unit for unit in may if held[unit] < 2]
    short = [unit for unit in short if unit not in towns] or short
    weights = [1 if unit in towns else 4 for unit in may]
    unit = rng.choice(short) if short else rng.choices(may, weights)[0]
    held[unit] += 1
    return unit
