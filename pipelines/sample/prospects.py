"""Prospects: projects being attracted, with their seven nodes in the order of the documents."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from pipelines.sample.model import Row, Values
from pipelines.sample.words import vocabulary

NODES = (
    "signed_on",
    "company_registered_on",
    "code_obtained_on",
    "land_permit_on",
    "drawings_done_on",
    "construction_permit_on",
    "started_on",
)


@dataclass
class Prospect:
    """A prospect with everything that will become of it; `row` shows what is known by a day."""

    values: Values
    listed_on: date
    nodes: dict[str, date] = field(default_factory=dict)
    exited_on: date | None = None
    exit_reason: str | None = None

    def row(self, by: date) -> Row:
        """The prospect as its list shows it at the end of that day."""
        known: Values = {node: day if day <= by else None for node, day in self._dates().items()}
        gone = self.exited_on is not None and self.exited_on <= by
        leaving: Values = {
            "exited_on": self.exited_on if gone else None,
            "exit_reason": self.exit_reason if gone else None,
        }
        return Row({**self.values, "listed_on": self.listed_on, **known, **leaving})

    def leave(self, day: date, reason: str) -> None:
        """Take it off the list on that day; what would have come after does not come."""
        self.exited_on, self.exit_reason = day, reason
        self.nodes = {node: on for node, on in self.nodes.items() if on <= day}

    def _dates(self) -> dict[str, date]:
        return {node: self.nodes.get(node, date.max) for node in NODES}


def advance(rng: random.Random, listed_on: date, pace_days: int, reaches: int) -> dict[str, date]:
    """Dates of the first `reaches` nodes, about `pace_days` apart, after the listing."""
    day = listed_on
    nodes: dict[str, date] = {}
    for node in NODES[:reaches]:
        day += timedelta(days=max(3, pace_days + rng.randint(-pace_days // 2, pace_days // 2)))
        nodes[node] = day
    return nodes


def values(
    rng: random.Random,
    prospect_id: str,
    unit: str,
    place: str,
    *,
    total_yiyuan: int,
    tier: str | None = None,
    top500: str | None = None,
) -> Values:
    """The descriptive columns of a prospect, drawn from the vocabulary."""
    words = vocabulary().prospects
    content = rng.choice(words["contents"])
    return {
        "prospect_id": prospect_id,
        "prospect_name": f"{place}{content}项目",
        "investor": f"{rng.choice(words['investors'])}（{prospect_id}）",
        "content": content,
        "unit_id": unit,
        "tier": tier,
        "sector": rng.choice(words["sectors"]),
        "total_investment_wanyuan": Decimal(total_yiyuan * 10_000 + rng.randint(0, 90) * 100),
        "top500": top500,
        "confidential": rng.random() < 0.08,
    }


def listed(prospects: Sequence[Prospect], unit: str, by: date) -> list[Row]:
    """The unit's whole list at the end of that day."""
    return [
        prospect.row(by)
        for prospect in prospects
        if prospect.values["unit_id"] == unit and prospect.listed_on <= by
    ]
