"""Yueqing's lists beside the projects: milestones, parcels, bonds and prospects.

Their numbers are the document's: 32 and 20 milestones (二(二)(三)), 71 parcels, 15 bond
payments and 21 bonds in reserve (附件 2-4), 27 亿元 of bonds in the year and 80 亿元 and more in
reserve (三(三)4).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from campaigns import Campaign
from campaigns.calendar import CampaignMonth
from pipelines.sample import curves
from pipelines.sample.model import Row, Value
from pipelines.sample.projects import Project
from pipelines.sample.prospects import Prospect, advance, listed, values
from pipelines.sample.words import read, vocabulary

MILESTONES = {"infrastructure": 32, "livelihood": 20}
PARCELS, PAYMENTS, RESERVES = 71, 15, 21
PAYMENTS_WAN, RESERVES_WAN = 270_000, 846_000
SPENT_BY = date(2021, 11, 30)
ATTRACTING = ("Z-330382-01", "Z-330382-02", "Z-330382-03", "330382114", "330382115", "330382108")


@dataclass(frozen=True)
class Lists:
    """Rows with the unit that files them and the column whose date is not known before it comes."""

    milestones: Sequence[tuple[str, Row]]
    land: Sequence[tuple[str, Row]]
    bonds: Sequence[tuple[str, Row, Decimal]]
    prospects: Sequence[Prospect]
    start: date

    def tables(self, unit: str, month: CampaignMonth) -> dict[str, list[Row]]:
        """The unit's lists as they stand at the month's end."""
        day = month.last_day
        return {
            "milestones": [
                _as_at(row, "done_on", day) for by, row in self.milestones if by == unit
            ],
            "land": [_as_at(row, "cleared_on", day) for by, row in self.land if by == unit],
            "bonds": [
                _paid(row, amount, month, self.start)
                for by, row, amount in self.bonds
                if by == unit
            ],
            "prospects": listed(self.prospects, unit, day),
        }


def lists(rng: random.Random, campaign: Campaign, projects: Sequence[Project]) -> Lists:
    """All lists of the campaign."""
    return Lists(
        list(_milestones(rng, campaign, projects)),
        _land(rng, campaign, projects),
        _bonds(rng, projects),
        _prospects(rng, campaign),
        campaign.period.start,
    )


def _as_at(row: Row, column: str, by: date) -> Row:
    day = row.values[column]
    shown = day if isinstance(day, date) and day <= by else None
    return Row({**row.values, column: shown})


def _day(rng: random.Random, campaign: Campaign) -> date:
    period = campaign.period
    return period.start + timedelta(days=rng.randint(5, (period.end - period.start).days))


def _milestones(
    rng: random.Random, campaign: Campaign, projects: Sequence[Project]
) -> list[tuple[str, Row]]:
    rows: list[tuple[str, Row]] = []
    for domain, number in MILESTONES.items():
        early = [
            p for p in projects if (p.brief.domain, p.brief.category) == (domain, "preliminary")
        ]
        free = [p for p in early if not p.brief.nodes]
        shares = curves.split(number - sum(len(p.brief.nodes) for p in early), [1] * len(free))
        wanted = {p.code: share for p, share in zip(free, shares, strict=True)}
        for project in early:
            count = wanted.get(project.code, 0)
            nodes = project.brief.nodes or _nodes(rng, count)
            planned = sorted(_day(rng, campaign) for _ in nodes)
            for node, day in zip(nodes, planned, strict=True):
                rows.append((project.unit, _milestone(rng, project.code, node, day)))
    return rows


def _nodes(rng: random.Random, count: int) -> list[str]:
    nodes = vocabulary().preliminary["nodes"]
    return [nodes[at] for at in sorted(rng.sample(range(len(nodes)), count))]


def _milestone(rng: random.Random, code: str, node: str, day: date) -> Row:
    return Row(
        {
            "project_code": code,
            "milestone": node,
            "stage": "preliminary",
            "planned_on": day,
            "done_on": day + timedelta(days=rng.choice((-6, -3, 0, 2, 5, 12, 25))),
        }
    )


def _land(
    rng: random.Random, campaign: Campaign, projects: Sequence[Project]
) -> list[tuple[str, Row]]:
    towns = [unit.code for unit in campaign.tracks[0].contenders]
    rows = []
    for number in range(1, PARCELS + 1):
        unit, day = rng.choice(towns), _day(rng, campaign)
        row: dict[str, Value] = {
            "parcel_id": f"ZD-{number:03d}",
            "project_code": rng.choice(projects).code,
            "unit_id": unit,
            "area_mu": Decimal(rng.randint(30, 2400)) / 10,
            "planned_on": day,
            "cleared_on": day + timedelta(days=rng.choice((-10, -4, 0, 6, 18, 40))),
        }
        rows.append((unit, Row(row)))
    return rows


def _bonds(rng: random.Random, projects: Sequence[Project]) -> list[tuple[str, Row, Decimal]]:
    public = [p for p in projects if p.brief.domain != "industry"]
    rows = []
    for kind, number, whole in (
        ("payment", PAYMENTS, PAYMENTS_WAN),
        ("reserve", RESERVES, RESERVES_WAN),
    ):
        shares = curves.split(whole, [rng.randint(40, 200) for _ in range(number)], step=100)
        for at, (project, amount) in enumerate(
            zip(rng.sample(public, number), shares, strict=True), 1
        ):
            row: dict[str, Value] = {
                "bond_id": f"{'ZF' if kind == 'payment' else 'MH'}-{at:02d}",
                "project_code": project.code,
                "kind": kind,
                "amount_wanyuan": Decimal(amount),
            }
            rows.append((project.unit, Row(row), Decimal(rng.randint(82, 106)) / 100))
    return rows


def _paid(row: Row, pace: Decimal, month: CampaignMonth, start: date) -> Row:
    amount = row.values["amount_wanyuan"]
    assert isinstance(amount, Decimal)
    passed = Decimal((month.last_day - start).days) / (SPENT_BY - start).days
    share = min(Decimal(1), Decimal("0.4") + Decimal("0.6") * passed * pace)
    paid = (amount * share).quantize(Decimal("0.01")) if row.values["kind"] == "payment" else None
    return Row({**row.values, "paid_to_date_wanyuan": paid, "month": month.month})


def _prospects(rng: random.Random, campaign: Campaign) -> list[Prospect]:
    short = {unit.code: unit.aliases[0] for unit in campaign.contenders if unit.aliases}
    made = []
    for at, unit in enumerate(ATTRACTING * 2, 1):
        top500 = {1: "world", 8: "china"}.get(at)
        drawn = values(
            rng,
            f"ZY-{at:03d}",
            unit,
            short.get(unit, "柳白"),
            total_yiyuan=rng.randint(10, 40),
            top500=top500,
        )
        on = campaign.period.start + timedelta(days=rng.randint(-60, 40))
        made.append(Prospect(drawn, on, advance(rng, on, 26, rng.randint(1, 5))))
    for at, named in enumerate(read("yueqing.toml")["prospects"], 1):
        drawn = values(rng, f"ZY-{100 + at}", named["unit"], "", total_yiyuan=10) | {
            "prospect_name": named["name"],
            "investor": named["investor"],
            "content": named["name"].removesuffix("项目"),
            "sector": named["sector"],
            "total_investment_wanyuan": Decimal(named["total_yiyuan"]) * 10_000,
            "confidential": False,
        }
        on = campaign.period.start - timedelta(days=20)
        made.append(Prospect(drawn, on, advance(rng, on, 30, 2)))
    return made
