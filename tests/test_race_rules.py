"""What a definition may say of ladders, indicators and deductions, and how its page says it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.bands import SMALL_TRACK, _ranks, neighbours
from campaigns.calendar import closes_at
from campaigns.deductions import COUNTED
from campaigns.describe import page
from campaigns.lights import light
from campaigns.reading import read
from campaigns.rules import Lights
from tests.test_definition_files import parsed
from tests.test_fifth_campaign import TOML
from tests.test_fifth_campaign_filed import MORE
from warehouse.snapshots.draft import MARTS

Table = dict[str, Any]


def problems(change: Callable[[Table], object]) -> list[str]:
    table = parsed(TOML + MORE)
    change(table)
    _, found = read(table)
    return [str(problem) for problem in found]


def test_the_definition_that_these_tests_break_is_sound() -> None:
    assert problems(lambda table: None) == []


def rung(table: Table, at: int) -> Table:
    found: Table = table["race"]["components"][0]["rungs"][at]
    return found


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda table: table["race"]["deductions"].append(
                table["race"]["deductions"][0] | {"id": "late"}
            ),
            "race.deductions.late: there is no 'late'",
        ),
        (
            lambda table: table["race"]["deductions"][0].update(per="share"),
            "race.deductions.late_filing.per: there is no 'share'",
        ),
        (
            lambda table: table["race"]["deductions"][1].update(per="filing"),
            "race.deductions.missed_monthly_target.per: there is no 'filing'",
        ),
        (
            lambda table: table.pop("contact_duty"),
            "race.deductions.no_contact: nobody owes a contact",
        ),
        (
            lambda table: rung(table, 1).pop("milestones"),
            "race.components.progress.rungs.structure: nothing reaches it",
        ),
        (
            lambda table: rung(table, 2).update(event="started_on"),
            "race.components.progress.rungs: started_on reaches two rungs",
        ),
        (
            lambda table: table["race"]["components"][1].update(indicator="gdp"),
            "race.components.fai.indicator: there is no 'gdp'",
        ),
    ],
)
def test_what_nobody_counts_reaches_or_files_is_refused(
    change: Callable[[Table], object], says: str
) -> None:
    (problem,) = problems(change)
    assert problem.startswith(says)


def test_an_event_that_nobody_files_is_refused() -> None:
    (problem,) = problems(lambda table: rung(table, 0).update(event="signed_on"))
    assert problem.startswith("race.components.progress.ladder.rungs.0.event: ")


def test_the_warehouse_counts_every_kind_of_deduction() -> None:
    for mart in ("deduction_cases", "deduction_months"):
        text = (MARTS / f"{mart}.sql").read_text("utf-8")
        assert all(f"'{kind}'" in text for kind in COUNTED), mart


def test_a_page_says_how_rungs_are_reached_and_indicators_measured() -> None:
    campaign, _ = read(parsed(TOML + MORE))
    assert campaign
    text = page(campaign, "en")
    assert "  - Structure: 50 points (milestone 主体结顶 done)\n" in text
    assert "  - Completed: 70 points (completed)\n" in text
    assert "FAI growth: weight 40: FAI growth, target 8 % (higher is better), counted up to" in text
    assert "  - 主体：50 分（节点“主体结顶”完成）\n" in page(campaign, "zh-CN")


def test_a_filing_is_late_from_the_end_of_the_day_in_china() -> None:
    assert closes_at(date(2025, 4, 8)) == datetime(2025, 4, 8, 16)
    assert closes_at(date(2025, 12, 31)) == datetime(2025, 12, 31, 16)


def test_lights_go_by_the_value_as_published() -> None:
    rules = Lights.model_validate({"green": 1, "yellow": "0.8", "source": {"ours": True}})
    values = ["1.000000", "0.999900", "0.800000", "0.799999", None]
    frame = pl.DataFrame(
        {"value": [None if value is None else Decimal(value) for value in values]},
        schema={"value": pl.Decimal(24, 6)},
    )
    found = frame.select(light(pl.col("value"), rules).alias("light"))["light"].to_list()
    assert found == ["green", "yellow", "yellow", "red", "grey"]


def test_neighbours_are_told_apart_where_their_bands_do_not_touch() -> None:
    """a 1–2, b 2–2 touch; c 3–4 and d 3–4 overlap; e is not ranked; f leads another track."""
    banded = pl.DataFrame(
        [
            ("m", "x", "a", 1, 1, 2, 1),
            ("m", "x", "b", 2, 2, 2, 1),
            ("m", "x", "c", 3, 3, 4, 1),
            ("m", "x", "d", 4, 3, 4, 1),
            ("m", "x", "e", None, None, None, None),
            ("m", "y", "f", 1, 1, 1, 0),
        ],
        schema=["month", "track_id", "unit_id", "rank", "best_rank", "worst_rank", "level_with"],
        orient="row",
    )
    found = neighbours(banded).select("unit_id", "is_level_with_above", "is_level_with_below")
    assert found.rows() == [
        ("a", None, True),
        ("b", True, False),
        ("c", False, True),
        ("d", True, None),
        ("e", None, None),
        ("f", None, None),
    ]


@given(st.integers(1, 6), st.integers(0, 2**32 - 1), st.booleans())
def test_few_units_are_ranked_as_many_are(count: int, seed: int, is_dense: bool) -> None:
    drawn = np.random.default_rng(seed).integers(0, 4, (count, 30)).astype(float)
    # Units far behind all others change no rank before them.
    padded = np.vstack([drawn, np.full((SMALL_TRACK + 1, 30), -1.0)])
    few = _ranks(drawn, is_dense=is_dense)
    assert (few == _ranks(padded, is_dense=is_dense)[:count]).all()
