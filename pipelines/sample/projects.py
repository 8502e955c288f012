"""Projects of the sample: who builds what, for how much, and what is planned each month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaigns.calendar import CampaignMonth
from pipelines.sample import curves
from pipelines.sample.model import Row, Values

YUAN_PER_WAN = 10_000


@dataclass(frozen=True)
class Brief:
    """What is to be drafted. Empty words are drawn; amounts are whole 万元."""

    unit: str
    domain: str
    category: str
    total_wan: int
    plan_wan: int
    name: str = ""
    sector: str = ""
    manufacturing: bool | None = None
    planned_start: date | None = None
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """A project with its monthly plan in yuan; `values` is its row in the register."""

    brief: Brief
    code: str
    values: Values
    planned_start: date
    planned_completion: date
    plan_yuan: tuple[int, ...]

    @property
    def unit(self) -> str:
        """The code of the unit that answers for it."""
        return self.brief.unit

    @property
    def total_yuan(self) -> int:
        """Its total investment."""
        return self.brief.total_wan * YUAN_PER_WAN

    def row(self) -> Row:
        """Its row in the register of projects."""
        return Row(dict(self.values))

    def plan_rows(self, campaign_months: Sequence[CampaignMonth]) -> list[Row]:
        """A row for each month in which something is planned."""
        return [
            Row(
                {
                    "project_code": self.code,
                    "month": month.month,
                    "planned_investment_wanyuan": curves.wanyuan(yuan),
                }
            )
            for month, yuan in zip(campaign_months, self.plan_yuan, strict=True)
            if yuan
        ]

    def with_plan(self, plan_yuan: Sequence[int]) -> "Project":
        """The same project with another monthly plan, and the period plan that follows from it."""
        whole = curves.wanyuan(sum(plan_yuan))
        return replace(
            self,
            plan_yuan=tuple(plan_yuan),
            values={**self.values, "period_plan_wanyuan": whole},
        )
