"""Zombies, snails and marathons, worked out by hand at their edges."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from campaigns.slow import slow
from tests.watched import LIMITS, OURS, SLOW, campaign, day, frame, month, not_filed

RULES = campaign(slow_projects=SLOW, construction_limits=LIMITS)
MONTHS = ("2021-09", "2021-10", "2021-11", "2021-12")
NOTHING = {"invested_since_wanyuan": Decimal(0)}
BEHIND = {"schedule_attainment": Decimal("0.4999")}


def found(kind: str, *rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(month, months, since) of the project's months of that kind."""
    table = slow(frame(*rows), RULES).projects.filter(kind=kind)
    return table.select("month", "months", "since_month").rows()


def test_three_months_running_with_nothing_invested_make_a_zombie() -> None:
    rows = [month(at, **NOTHING) for at in MONTHS]
    assert found("zombie", *rows) == [("2021-11", 3, "2021-09"), ("2021-12", 4, "2021-09")]


def test_two_months_do_not_and_a_yuan_ends_the_run() -> None:
    yuan = {"invested_since_wanyuan": Decimal("0.0001")}
    rows = [month(at, **(yuan if at == "2021-11" else NOTHING)) for at in MONTHS]
    assert found("zombie", *rows) == []


def test_a_figure_that_was_corrected_downwards_is_nothing_invested() -> None:
    rows = [month(at, invested_since_wanyuan=Decimal(-5)) for at in MONTHS[:3]]
    assert found("zombie", *rows) == [("2021-11", 3, "2021-09")]


def test_a_month_not_filed_neither_counts_nor_ends_a_run() -> None:
    # September and November count, October proves nothing: three only in December.
    rows = [month(at, **NOTHING) for at in MONTHS]
    rows[1] = not_filed("2021-10")
    assert found("zombie", *rows) == [("2021-12", 3, "2021-09")]


def test_nobody_leaves_the_list_by_not_filing() -> None:
    rows = [*(month(at, **NOTHING) for at in MONTHS[:3]), not_filed("2021-12")]
    assert found("zombie", *rows) == [("2021-11", 3, "2021-09"), ("2021-12", 3, "2021-09")]


def test_a_filing_without_a_figure_is_no_filing_of_nothing() -> None:
    rows = [month(at, has_figure=False, invested_since_wanyuan=None) for at in MONTHS]
    assert found("zombie", *rows) == []


@pytest.mark.parametrize("kind", ["zombie", "snail"])
def test_a_project_completed_in_the_month_leaves(kind: str) -> None:
    rows = [month(at, **NOTHING, **BEHIND) for at in MONTHS]
    rows[3]["is_completed"] = True
    assert found(kind, *rows) == [("2021-11", 3, "2021-09")]


def test_what_has_not_begun_is_no_zombie_and_the_run_begins_with_the_start() -> None:
    rows = [month(at, is_started=at > "2021-09", **NOTHING) for at in MONTHS]
    assert found("zombie", *rows) == [("2021-12", 3, "2021-10")]


def test_a_snail_is_below_the_limit_and_not_at_it() -> None:
    at_limit = [month(at, schedule_attainment=Decimal("0.5")) for at in MONTHS]
    below = [month(at, **BEHIND) for at in MONTHS]
    assert found("snail", *at_limit) == []
    assert found("snail", *below) == [("2021-11", 3, "2021-09"), ("2021-12", 4, "2021-09")]


def test_a_snail_needs_months_that_were_filed_too() -> None:
    rows = [month(at, **BEHIND) for at in MONTHS]
    rows[2] = not_filed("2021-11", **BEHIND)
    assert found("snail", *rows) == [("2021-12", 3, "2021-09")]


def test_with_nothing_planned_nobody_is_behind() -> None:
    rows = [month(at, schedule_attainment=None) for at in MONTHS]
    assert found("snail", *rows) == []


def test_a_snail_need_not_have_started() -> None:
    rows = [month(at, is_started=False, schedule_attainment=Decimal(0)) for at in MONTHS[:3]]
    assert found("snail", *rows) == [("2021-11", 3, "2021-09")]


def test_the_evidence_is_the_months_that_count_with_their_rows() -> None:
    rows = [month(at, **BEHIND) for at in MONTHS]
    rows[1] = not_filed("2021-10", **BEHIND)
    evidence = slow(frame(*rows), RULES).evidence
    columns = ("kind", "month", "schedule_attainment", "source_row")
    assert evidence.select(columns).rows() == [
        ("snail", at, Decimal("0.4999"), int(at[-2:])) for at in ("2021-09", "2021-11", "2021-12")
    ]


# Limits by total investment: below 10 亿元 24 months, from 10 on 30, from 20 on 36.
@pytest.mark.parametrize(
    ("total", "limit", "due"),
    [
        ("99999.9999", 24, "2020-12-31"),
        ("100000", 30, "2021-06-30"),
        ("199999.9999", 30, "2021-06-30"),
        ("200000", 36, "2021-12-31"),
    ],
)
def test_the_construction_limit_goes_by_size(total: str, limit: int, due: str) -> None:
    rows = [
        month(at, started_on=day("2018-12-31"), total_investment_wanyuan=Decimal(total))
        for at in ("2020-12", "2021-01", "2021-06", "2021-07", "2021-12", "2022-01")
    ]
    table = slow(frame(*rows), RULES).projects
    assert set(table.select("kind", "limit_months", "due_on").rows()) == {
        ("marathon", limit, day(due))
    }
    # On the due day itself nobody is late, and a month later 31 days.
    first = table.select("month", "days_over", "months").row(0)
    after = {24: "2021-01", 30: "2021-07", 36: "2022-01"}[limit]
    assert first == (after, 31, limit + 1)


def test_a_marathon_counts_from_the_day_of_the_start() -> None:
    # 24 months from the 30th of September 2019 end on the 30th of September 2021: not late.
    # From the 29th, one day late at the end of September, after 24 full months.
    on_time, late = (
        month("2021-09", project_code=code, started_on=day(start))
        for code, start in (("p", "2019-09-30"), ("q", "2019-09-29"))
    )
    table = slow(frame(on_time, late), RULES).projects
    assert table.select("project_code", "months", "days_over").rows() == [("q", 24, 1)]


def test_completed_or_without_a_day_of_start_is_no_marathon() -> None:
    done = month("2021-12", is_completed=True, started_on=day("2001-01-01"))
    unknown = month("2021-12", project_code="q")
    assert slow(frame(done, unknown), RULES).projects.is_empty()


def test_a_band_for_the_domain_comes_before_one_for_all() -> None:
    own = {"from_yiyuan": 0, "months": 6, "domains": ["industry"], "source": OURS}
    rules = campaign(slow_projects=SLOW, construction_limits=[own, *LIMITS])
    rows = [
        month("2021-12", project_code=domain, domain=domain, started_on=day("2021-01-01"))
        for domain in ("industry", "livelihood")
    ]
    table = slow(frame(*rows), rules).projects
    assert table.select("project_code", "limit_months").rows() == [("industry", 6)]


def test_projects_of_no_band_take_the_marathons_own_months_or_none() -> None:
    band = {"from_yiyuan": 0, "months": 6, "domains": ["livelihood"], "source": OURS}
    row = month("2021-12", started_on=day("2020-01-01"))
    slow_rules = SLOW | {"marathon": {"months": 12, "source": OURS}}
    with_own = campaign(slow_projects=slow_rules, construction_limits=[band])
    without = campaign(slow_projects=SLOW, construction_limits=[band])
    assert slow(frame(row), with_own).projects["limit_months"].to_list() == [12]
    assert slow(frame(row), without).projects.is_empty()


def test_a_campaign_that_calls_nobody_slow_has_no_slow_projects() -> None:
    told = slow(frame(*(month(at, **NOTHING) for at in MONTHS)), campaign())
    assert told.projects.is_empty()
    assert told.evidence.is_empty()
    assert set(told.projects.columns) == set(slow(frame(), RULES).projects.columns)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["p", "q"]),
        st.sampled_from(MONTHS),
        st.sampled_from(["0", "3"]),
        st.sampled_from(["0.2", "0.5", "0.9"]),
        st.booleans(),
    ),
    unique_by=lambda row: row[:2],
    max_size=8,
)


def made(row: tuple[str, str, str, str, bool]) -> dict[str, Any]:
    code, at, invested, rate, filed = row
    build = month if filed else not_filed
    return build(
        at,
        project_code=code,
        schedule_attainment=Decimal(rate),
        **({"invested_since_wanyuan": Decimal(invested)} if filed else {}),
    )


@settings(deadline=None)
@given(ROWS, st.randoms())
def test_the_order_of_rows_is_irrelevant(rows: list[Any], random: Any) -> None:
    whole = frame(*map(made, rows))
    mixed = whole.sample(fraction=1, shuffle=True, seed=random.randrange(2**32))
    assert_frame_equal(slow(whole, RULES).projects, slow(mixed, RULES).projects)
    assert_frame_equal(slow(whole, RULES).evidence, slow(mixed, RULES).evidence)


@settings(deadline=None)
@given(ROWS)
def test_taking_away_the_months_not_filed_changes_no_other_month(rows: list[Any]) -> None:
    whole = frame(*map(made, rows))
    filed = whole.filter("is_filed")
    keys = ["month", "project_code", "kind", "months", "since_month"]
    told = slow(whole, RULES).projects.filter(pl.col("is_filed")).select(keys)
    assert_frame_equal(told, slow(filed, RULES).projects.select(keys))
