"""Linzi: 100 projects whose totals add up to exactly 854.5 亿元 (二2), their progress, and the
growth of investment here and in the benchmark city (一), which the campaign's office files.
"""

import random
from decimal import Decimal

from campaigns import Campaign
from campaigns.calendar import months
from pipelines.sample import curves, works
from pipelines.sample.desk import Desk
from pipelines.sample.drafter import Drafter
from pipelines.sample.model import Filing, Row
from pipelines.sample.projects import Brief, Project

TOTAL_WAN = 8_545_000
PROJECTS, NEW_STARTS = 100, 58
ZONES = ("Z-370305-01", "Z-370305-02")
DOMAINS, DOMAIN_WEIGHTS = ("industry", "infrastructure", "livelihood"), (64, 20, 16)
# Growth since January in tenths of a percent, by month: the spring of 2020, and the way back.
GROWTH = {
    ("临淄区", "固定资产投资增速"): (-62, -184, -96, -31, 8, 27, 41, 58, 72, 86, 97, 106),
    ("江阴市", "固定资产投资增速"): (-41, -133, -72, -18, 15, 30, 44, 52, 61, 66, 70, 74),
    ("临淄区", "工业投资增速"): (-80, -201, -110, -40, 2, 25, 46, 66, 81, 95, 108, 121),
    ("江阴市", "工业投资增速"): (-52, -150, -81, -22, 10, 28, 40, 51, 60, 69, 77, 83),
}


def filings(rng: random.Random, campaign: Campaign) -> list[Filing]:
    """All filings of the year."""
    manner = works.Manner(paces=(70, 114), stalled_percent=4, not_filed=3)
    built = works.build(rng, months(campaign), _projects(rng, campaign), manner)
    desk = Desk(rng, campaign, late_days={("370305107", "2020-06"): 4, ("370305003", "2020-10"): 9})
    for at, month in enumerate(built.months):
        for unit in campaign.contenders:
            tables = {"progress": built.progress(unit.code, at)}
            if at == 0:
                tables["projects"] = built.register(unit.code)
                tables["plans"] = built.plans(unit.code)
            desk.file(unit.code, month, tables)
        desk.file(campaign.office.code, month, {"indicators": _indicators(at, month.month)})
    desk.correct("370305103", "2020-09", rows=3)
    desk.correct("370305104", "2020-10", rows=4, after_publication=True)
    return desk.filings


def _indicators(at: int, month: str) -> list[Row]:
    return [
        Row(
            {
                "place": place,
                "month": month,
                "indicator": indicator,
                "value_percent": Decimal(tenths[at]) / 10,
            }
        )
        for (place, indicator), tenths in GROWTH.items()
    ]


def _projects(rng: random.Random, campaign: Campaign) -> list[Project]:
    units = [unit.code for unit in campaign.contenders]
    drafter = Drafter(
        rng,
        campaign,
        years=("2017", "2018", "2019", "2020"),
        regions={unit: "370305" for unit in units},
        places=["凤凰镇", "金山镇", "辛店街道"],
    )
    totals = curves.split(
        TOTAL_WAN, [rng.choice((8, 15, 25, 40, 90)) * rng.randint(6, 14) for _ in range(PROJECTS)]
    )
    weights = [3 if unit in ZONES else 1 for unit in units]
    owners = units * 3 + rng.choices(units, weights, k=PROJECTS - 3 * len(units))
    rng.shuffle(owners)
    return [
        drafter.draft(
            Brief(
                unit,
                rng.choices(DOMAINS, DOMAIN_WEIGHTS)[0],
                "new_start" if at < NEW_STARTS else "ongoing",
                total,
                total * rng.randint(18, 45) // 100,
            )
        )
        for at, (unit, total) in enumerate(zip(owners, totals, strict=True))
    ]
