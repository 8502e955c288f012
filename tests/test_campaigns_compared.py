"""Campaigns after the same share of their time: two of them aligned by hand.

`long` takes ten months of equal length and has filed five; `short` takes two and has filed both.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.connection import Connection
from warehouse.home import ROOT
from warehouse.queries import read

TABLES = """
create table campaigns(
    campaign_id varchar, name_zh varchar, name_en varchar, short_name_zh varchar,
    short_name_en varchar, position integer, rate_decimals integer);
create table campaign_months(campaign_id varchar, month varchar, time_progress decimal(18, 6));
create table unit_months(
    campaign_id varchar, month varchar, unit_id varchar, projects bigint, filed_projects bigint,
    period_plan_wanyuan decimal(38, 4), invested_to_date_wanyuan decimal(38, 4));
create table rate_months(
    campaign_id varchar, month varchar, scope varchar, rate varchar, numerator bigint,
    denominator bigint, value decimal(18, 6));
"""
# What each unit of a campaign had completed of 10 000 by the end of each month with data.
LONG = {1: (0, 1000), 2: (1000, 2000), 3: (1500, 2000), 4: (2500, 4500), 5: (4000, 5000)}
SHORT = {1: (3000, 4001), 2: (9000, 10000)}


@pytest.fixture(scope="module")
def warehouse() -> Iterator[Connection]:
    with duckdb.connect() as connection:
        connection.execute((ROOT / "warehouse" / "macros.sql").read_text("utf-8"))
        connection.execute(TABLES)
        for position, name in enumerate(("long", "short", "silent")):
            values = [name, name, name, name, name, position, 2]
            connection.execute("insert into campaigns values (?, ?, ?, ?, ?, ?, ?)", values)
        for name, months, filed in (("long", 10, LONG), ("short", 2, SHORT), ("silent", 4, {})):
            for month in range(1, months + 1):
                values = [name, f"2021-{month:02}", Decimal(month) / months]
                connection.execute("insert into campaign_months values (?, ?, ?)", values)
            for month, amounts in filed.items():
                for unit, amount in enumerate(amounts):
                    _file(connection, name, f"2021-{month:02}", f"u{unit}", amount)
        connection.execute(
            "insert into rate_months values "
            "('short', '2021-02', 'campaign', 'start', 3, 4, 0.75),"
            "('short', '2021-02', 'campaign', 'completion', 1, 2, 0.5),"
            "('short', '2021-02', 'track', 'start', 99, 99, 1)"
        )
        yield connection


def _file(connection: Connection, campaign: str, month: str, unit: str, amount: int) -> None:
    values = [campaign, month, unit, 5, 5, 10000, amount]
    connection.execute("insert into unit_months values (?, ?, ?, ?, ?, ?, ?)", values)


def compared(
    warehouse: Connection, campaign: str, month: str, as_of: str = "same"
) -> dict[str, dict[str, Any]]:
    asked = {"campaign": campaign, "month": month, "as_of": as_of, "language": "en"}
    rows = read(warehouse.cursor(), "campaigns_compared", **asked).to_dicts()
    return {row["campaign_id"]: row for row in rows}


def test_a_month_that_ends_just_there_is_taken_as_filed(warehouse: Connection) -> None:
    """After half of the time: `long` has 9 000 of 20 000 in month 5, `short` 7 001 in month 1."""
    found = compared(warehouse, "long", "2021-05")
    assert (found["long"]["same_rate"], found["long"]["month"]) == (Decimal("0.45"), "2021-05")
    # 7 001 ÷ 20 000 = 0.35005: rounded half up to two decimals of a percent.
    assert (found["short"]["same_rate"], found["short"]["same_after"]) == (Decimal("0.3501"), None)
    assert found["short"]["same_lead_points"] == Decimal("-14.99")


def test_between_two_months_the_rate_lies_on_the_line(warehouse: Connection) -> None:
    """`short` has not filed a month by 30 % of its time: three fifths of the way to 35.01 %."""
    found = compared(warehouse, "long", "2021-03")
    short = found["short"]
    assert short["same_rate"] == Decimal("0.2101")  # 0.21006
    assert (short["month"], short["same_after"]) == (None, "2021-01")
    # Seen from `short` at 50 % in month 1: `long` is just there in month 5.
    assert compared(warehouse, "short", "2021-01")["long"]["same_rate"] == Decimal("0.45")


def test_a_campaign_that_has_not_come_so_far_has_no_rate(warehouse: Connection) -> None:
    found = compared(warehouse, "short", "2021-02")
    assert found["long"]["same_rate"] is None
    assert found["long"]["month"] == "2021-05"  # what was filed last before all time had passed
    assert (found["silent"]["has_data"], found["silent"]["same_rate"]) == (False, None)


def test_of_the_chosen_campaign_nothing_is_known_after_its_month(warehouse: Connection) -> None:
    for as_of in ("same", "latest"):
        own = compared(warehouse, "long", "2021-02", as_of)["long"]
        assert (own["month"], own["completion_rate"]) == ("2021-02", Decimal("0.15"))
    asked = {"campaign": "long", "month": "2021-02", "language": "en"}
    course = read(warehouse.cursor(), "campaigns_course", **asked)
    assert course.select("campaign_id", "month", "completion_rate").rows() == [
        ("long", "2021-01", Decimal("0.05")),
        ("long", "2021-02", Decimal("0.15")),
        ("short", "2021-01", Decimal("0.3501")),
        ("short", "2021-02", Decimal("0.95")),
    ]


def test_the_latest_month_with_what_it_makes_per_project_and_per_yi(warehouse: Connection) -> None:
    """`short`: 19 000 of 20 000 万元 (2 亿元) in 10 projects; 3 of 4 started, 1 of 2 completed."""
    row = compared(warehouse, "long", "2021-03", "latest")["short"]
    assert (row["month"], row["completion_rate"]) == ("2021-02", Decimal("0.95"))
    assert row["lead_points"] == Decimal("-5.0000")
    assert (row["started"], row["planned_starts"], row["completed"]) == (3, 4, 1)
    assert (row["plan_per_project_wanyuan"], row["invested_per_project_wanyuan"]) == (2000, 1900)
    assert (row["started_per_yi"], row["completed_per_yi"]) == (Decimal("1.5"), Decimal("0.5"))


shares = st.integers(0, 10**6).map(lambda millionths: Decimal(millionths) / 10**6)


@given(before=shares, after=shares, x=shares, ends=st.tuples(shares, shares))
def test_the_line_goes_through_its_ends_and_never_leaves_them(
    warehouse: Connection,
    before: Decimal,
    after: Decimal,
    x: Decimal,
    ends: tuple[Decimal, Decimal],
) -> None:
    first, last = sorted(ends)
    if first == last:
        return
    at = first + (last - first) * x
    at = min(max(at.quantize(Decimal("0.000001")), first), last)
    (found,) = warehouse.execute(
        "select on_the_line($at::decimal(18, 6), $first::decimal(18, 6), $before::decimal(18, 6),"
        "$last::decimal(18, 6), $after::decimal(18, 6), 6)",
        {"at": at, "first": first, "before": before, "last": last, "after": after},
    ).fetchone() or (None,)
    assert found is not None
    assert min(before, after) <= found <= max(before, after)
    exact = before + (after - before) * (at - first) / (last - first)
    assert abs(found - exact) <= Decimal("0.0000005")
