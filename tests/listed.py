"""A small campaign with a list of prospects, and entries as the warehouse gives them."""

import calendar
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns import Campaign
from campaigns.prospects.lines import NODES, SCHEMA, standing
from tests import trial
from tests.trial import source, words

ENDINGS = ("有限公司", "股份", "集团", "Co., Ltd.")


def campaign(**more: Any) -> Campaign:
    """September to December 2021; counties A to D; tiers, list and eligibility like a real one."""
    base = trial.campaign(tracks={"counties": list("ABCD")}).model_dump(mode="json")
    own: dict[str, Any] = {
        "tiers": [
            source(id="mayor", name=words("mayor"), about_yiyuan=50, floor_yiyuan=20),
            source(id="county", name=words("county"), about_yiyuan=20, floor_yiyuan=10),
            source(id="governor", name=words("governor"), about_yiyuan=100),
        ],
        "exclusions": [
            source(id="hotels", name=words("hotels"), words=["酒店", "Hotel"]),
            source(id="estate", name=words("estate"), words=["房地产"]),
        ],
        "eligibility": eligibility(),
        "prospect_list": prospect_list(),
    }
    return Campaign.model_validate(base | own | more)


def eligibility(**more: Any) -> dict[str, Any]:
    own: dict[str, Any] = {
        "domains": ["industry"],
        "one_code_per_site": True,
        "max_phases": 2,
        "phase_code_digits": 20,
        "phase_mark": "第?[一二三四五六七八九十0-9]+期",
        "not_started_when_listed": True,
    }
    return source(**(own | more))


def prospect_list(**more: Any) -> dict[str, Any]:
    own: dict[str, Any] = {
        "exit_reasons": ["started", "investor_withdrew"],
        "retire_one_fill_one": True,
        "nodes": NODES,
        "landed_at": "started_on",
        "first_in": source(
            needs="signed_on",
            similarity_from="0.8",
            similarity_source={"ours": True},
            investor_endings=ENDINGS,
        ),
    }
    sources = ("exit_source", "list_source", "nodes_source", "landed_source")
    return own | {name: {"ours": True} for name in sources} | more


def entry(prospect: str, unit: str = "A", month: str = "2021-09", **more: Any) -> dict[str, Any]:
    """A row of a list: listed on 10 September with 30 亿元 at the county tier, unless told."""
    year, number = map(int, month.split("-"))
    own = {
        **dict.fromkeys(SCHEMA),
        "month": month,
        "last_day": date(year, number, calendar.monthrange(year, number)[1]),
        "filed_by": unit,
        "unit_id": unit,
        "prospect_id": prospect,
        "prospect_name": f"{prospect}项目",
        "investor": f"投资方{prospect}",
        "content": f"建设内容{prospect}",
        "tier": "county",
        "total_investment_wanyuan": yiyuan(30),
        "listed_on": day(9, 10),
        "source_file": f"{unit}/{month}.xlsx",
        "source_sheet": "招引项目",
        "source_row": 5,
    }
    unknown = more.keys() - own.keys()
    assert not unknown, unknown
    return own | more


def lines(*rows: dict[str, Any], rules: Campaign | None = None) -> pl.DataFrame:
    """What stood on the list."""
    frame = pl.DataFrame(list(rows), schema=SCHEMA, orient="row")
    return standing(frame, rules or campaign())


def lists(*pairs: tuple[str, str]) -> pl.DataFrame:
    """(month, unit) of the lists that are there."""
    schema = {"month": pl.String, "filed_by": pl.String}
    return pl.DataFrame(list(pairs), schema=schema, orient="row")


def day(month: int, number: int, year: int = 2021) -> date:
    return date(year, month, number)


def yiyuan(amount: int | str) -> Decimal:
    """万元 of an amount in 亿元."""
    return Decimal(amount) * 10_000
