"""A project's months as the marts give them, for the rules of follow-up."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from campaigns import Campaign
from campaigns.calendar import last_day
from tests import trial

OURS = {"ours": True}
SOURCE = {"source_file": "a.xlsx", "source_sheet": "s"}
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "month": pl.String,
    "last_day": pl.Date,
    "unit_id": pl.String,
    "project_code": pl.String,
    "domain": pl.String,
    "is_manufacturing": pl.Boolean,
    "total_investment_wanyuan": pl.Decimal(18, 4),
    "is_filed": pl.Boolean,
    "has_figure": pl.Boolean,
    "is_started": pl.Boolean,
    "is_completed": pl.Boolean,
    "land_supplied_on": pl.Date,
    "started_on": pl.Date,
    "completed_on": pl.Date,
    "in_production_on": pl.Date,
    "invested_since_wanyuan": pl.Decimal(38, 4),
    "planned_to_date_wanyuan": pl.Decimal(38, 4),
    "invested_to_date_wanyuan": pl.Decimal(38, 4),
    "schedule_attainment": pl.Decimal(18, 6),
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
}
SLOW = {
    "zombie": {"months": 3, "source": OURS},
    "snail": {"attainment_below": "0.5", "months": 3, "source": OURS},
    "marathon": {"source": OURS},
}
LIMITS = [
    {"from_yiyuan": 0, "below_yiyuan": 10, "months": 24, "source": OURS},
    {"from_yiyuan": 10, "below_yiyuan": 20, "months": 30, "source": OURS},
    {"from_yiyuan": 20, "months": 36, "source": OURS},
]


def campaign(**parts: object) -> Campaign:
    """The trial campaign with these parts of a definition besides."""
    return Campaign.model_validate(trial.campaign().model_dump() | parts)


def month(at: str, **more: object) -> dict[str, Any]:
    """Project p in a month that was filed: under construction, 10 invested, on schedule."""
    year, number = map(int, at.split("-"))
    return {
        "month": at,
        "last_day": last_day(year, number),
        "unit_id": "t1",
        "project_code": "p",
        "domain": "industry",
        "is_manufacturing": False,
        "total_investment_wanyuan": Decimal(50_000),
        "is_filed": True,
        "has_figure": True,
        "is_started": True,
        "is_completed": False,
        "invested_since_wanyuan": Decimal(10),
        "schedule_attainment": Decimal(1),
        "source_row": number,
        **SOURCE,
        **more,
    }


def not_filed(at: str, **more: object) -> dict[str, Any]:
    """The same where nothing was filed: what was last known is carried."""
    return month(at, **{"is_filed": False, "has_figure": False, **more}) | {
        "invested_since_wanyuan": None
    }


def frame(*rows: Mapping[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA)


def day(text: str) -> date:
    return date.fromisoformat(text)
