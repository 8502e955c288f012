"""A real race, by data alone: the national renovation campaign, as its ministry published it.

`tests/data/mohurd` holds the definition, the filings, and in `published.csv` what was printed. No
code knows this campaign. What follows from printed inputs must come out as printed:

* May 2022 prints plan, starts and rate of eleven provinces: rates and ranks are equal.
* December 2022 prints plan and starts and no rate; its serial numbers are the order of the list of
  provinces, no ranks.
* June and September 2023 and May 2024 print starts and rates and no plan: no rate follows from the
  inputs, and none is shown. Nor can the plan be found by turning a rate round: for some provinces
  the two cuts of 2023 contradict each other, whatever the plan was.

全部开工 is printed for 100 % or more. The serial number goes on where rates tie: it is no rank.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from pathlib import Path
from typing import Any

import pytest

from campaigns import HERE, load, load_all
from tests.conftest import pipelines
from warehouse.connection import Connection
from warehouse.queries import read
from warehouse.snapshots import connect, current

DATA = Path(__file__).parent / "data" / "mohurd"
ID = "mohurd-renovation"
ALL = "全部开工"
MONTHS = ("2022-05", "2022-12", "2023-06", "2023-09", "2024-05")
WITH_PLAN = MONTHS[:2]


@dataclass(frozen=True)
class Printed:
    """A line as it was printed."""

    month: str
    serial: int
    unit: str
    plan: int | None
    started: int
    rate: str

    @property
    def share(self) -> Decimal | None:
        """The printed rate; None for 全部开工 and where none was printed."""
        return Decimal(self.rate.rstrip("%")) if self.rate not in ("", ALL) else None

    def plans(self, *, cut_off: bool = False) -> tuple[int, int | None]:
        """The least and the greatest plan from which the printed rate follows.

        Rounded half up, or with further digits cut off.
        """
        if self.rate == ALL:
            return 1, self.started
        assert self.share is not None
        digit = Fraction(1, 10 ** -int(self.share.as_tuple().exponent))
        low = Fraction(self.share) - (0 if cut_off else digit / 2)
        least = floor(100 * self.started / (low + digit)) + 1
        return least, floor(100 * self.started / low) if low > 0 else None


def _read() -> list[Printed]:
    with (DATA / "published.csv").open(encoding="utf-8") as file:
        return [
            Printed(month, int(serial), unit, int(plan) if plan else None, int(started), rate)
            for month, serial, unit, plan, started, rate in list(csv.reader(file))[1:]
        ]


PRINTED = _read()


def printed(month: str) -> list[Printed]:
    return [line for line in PRINTED if line.month == month]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    root = tmp_path_factory.mktemp("mohurd")
    pipelines(root, "run", str(DATA / "inbox"), campaigns=str(DATA))
    served = current(root / "snapshots")
    assert served is not None
    connection = connect(served)
    yield connection
    connection.close()


def table(published: Connection, month: str) -> dict[str, dict[str, Any]]:
    rows = read(
        published.cursor(),
        "standings",
        campaign=ID,
        month=month,
        track="provinces",
        language="zh-CN",
    )
    return {row["unit"]: row for row in rows.to_dicts()}


def test_the_campaign_is_data_and_no_code() -> None:
    root = HERE.parent
    code = (
        p
        for folder in ("campaigns", "pipelines", "warehouse", "pages", "expectations")
        for p in (root / folder).rglob("*")
        if p.suffix in (".py", ".sql", ".toml")
    )
    assert not [path for path in code if ID in path.read_text("utf-8")]
    assert set(load_all([HERE, DATA])) == {*load_all([HERE]), ID}


def test_the_filings_say_what_was_printed() -> None:
    found = {
        (path.parent.name, *line)
        for path in (DATA / "inbox" / ID).rglob("*.csv")
        for line in list(csv.reader(path.read_text("utf-8").splitlines()))[1:]
    }
    assert found == {
        (p.month, p.unit, "" if p.plan is None else str(p.plan), str(p.started)) for p in PRINTED
    }


def test_every_line_arrives(published: Connection) -> None:
    names = {c.code: c.name.zh for c in load(DATA / f"{ID}.toml").campaign.contenders}
    rows = (
        published.cursor()
        .sql("select month, unit_id, planned_starts, started from totals")
        .fetchall()
    )
    assert {(month, names[unit], *numbers) for month, unit, *numbers in rows} == {
        (p.month, p.unit, p.plan, p.started) for p in PRINTED
    }
    assert published.cursor().sql("select count(*) from rejects").fetchall() == [(0,)]


def test_only_the_months_that_were_filed_have_data(published: Connection) -> None:
    months = read(published.cursor(), "months", campaign=ID)
    assert tuple(months.filter("has_data")["month"]) == MONTHS
    assert months.height == 36


def test_may_2022_comes_out_as_printed(published: Connection) -> None:
    rows = table(published, "2022-05")
    lines = printed("2022-05")
    assert {unit: _as_printed(row["score"]) for unit, row in rows.items()} == {
        line.unit: line.rate for line in lines
    }
    # No two rates of this month are equal, so here the serial numbers are ranks.
    assert {unit: row["rank"] for unit, row in rows.items()} == {
        line.unit: line.serial for line in lines
    }


def test_december_2022_has_rates_though_none_were_printed(published: Connection) -> None:
    rows = table(published, "2022-12")
    lines = printed("2022-12")
    expected = {line.unit: _rate(line) for line in lines}
    assert {unit: row["score"] for unit, row in rows.items()} == expected
    assert {unit: row["rank"] for unit, row in rows.items()} == {
        unit: 1 + sum(other > rate for other in expected.values())
        for unit, rate in expected.items()
    }
    # More than all is shown as it is, never clipped.
    assert max(expected.values()) == expected["广东"] == Decimal("129.0")
    assert [unit for unit, rate in expected.items() if rate < 100] == ["西藏"]


def test_the_serial_of_december_2022_is_the_order_of_provinces() -> None:
    order = [c.name.zh for c in load(DATA / f"{ID}.toml").campaign.contenders]
    units = [line.unit for line in printed("2022-12")]
    assert units == sorted(units, key=order.index)


def test_one_plan_was_lowered_within_the_year() -> None:
    """A baseline that moved between two cuts of one year: its rate rises by that alone."""
    first, then = ({line.unit: line.plan for line in printed(month)} for month in WITH_PLAN)
    assert {unit: (plan, then[unit]) for unit, plan in first.items() if plan != then[unit]} == {
        "宁夏": (374, 333)
    }


@pytest.mark.parametrize("month", MONTHS[2:])
def test_without_a_plan_there_is_no_rate(published: Connection, month: str) -> None:
    """Starts alone were printed beside the rates; the plan of an earlier year is not used."""
    assert {line.plan for line in printed(month)} == {None}
    assert table(published, month) == {}
    rates = published.cursor().sql(
        "select count(*), count(score), count(rank), string_agg(distinct light) from standings "
        "where campaign_id = $id and month = $month",
        params={"id": ID, "month": month},
    )
    assert rates.fetchall() == [(32, 0, 0, "grey")]


@pytest.mark.parametrize("month", MONTHS[2:])
def test_the_serial_goes_by_the_rate_and_is_no_rank_where_rates_tie(month: str) -> None:
    lines = printed(month)
    assert [line.serial for line in lines] == list(range(1, 33))
    shares = [line.share if line.share is not None else Decimal(100) for line in lines]
    assert all(above >= below for above, below in pairwise(shares))
    assert len(set(shares)) < len(shares)


@pytest.mark.parametrize(
    ("cut_off", "contradicted"),
    [(False, {"山东", "辽宁"}), (True, {"山西", "西藏", "甘肃", "天津"})],
)
def test_the_two_cuts_of_2023_contradict_each_other(cut_off: bool, contradicted: set[str]) -> None:
    """Starts ÷ rate gives a range of plans for each cut; where the ranges of one year do not meet,
    a printed rate does not follow from its inputs: 山东 had 3818 starts at 97 %, so a plan of 3916
    or more, and all started with 3903. June has whole percents; to take them as cut off instead of
    rounded saves those two and loses four others.
    """
    june = {line.unit: line.plans(cut_off=cut_off) for line in printed("2023-06")}
    september = {line.unit: line.plans() for line in printed("2023-09")}
    assert june.keys() == september.keys()
    apart = {unit for unit in june if not _meet(june[unit], september[unit])}
    assert apart == contradicted


def test_the_ranges_hold_the_plan_where_it_is_known() -> None:
    for line in printed("2022-05"):
        least, most = line.plans()
        assert line.plan is not None
        assert most is not None
        assert least <= line.plan <= most


def _meet(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    least = max(one[0], other[0])
    most = [end for end in (one[1], other[1]) if end is not None]
    return not most or least <= min(most)


def _rate(line: Printed) -> Decimal:
    assert line.plan is not None
    exact = Fraction(100 * line.started, line.plan)
    return Decimal(floor(exact * 10 + Fraction(1, 2))).scaleb(-1)


def _as_printed(score: Decimal) -> str:
    if score >= 100:
        return ALL
    return f"{score.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
