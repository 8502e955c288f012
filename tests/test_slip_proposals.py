"""What is proposed for a value that was not taken: it is read, and it leaves nothing out."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.conform.proposals import nearest, proposal
from pipelines.conform.values import written
from warehouse.tables import TABLES, Column

COLUMNS = {
    column.type: column
    for table in TABLES.values()
    for column in table.columns
    if column.type in ("money", "area", "percent", "integer", "date", "month", "flag", "choice")
}
STATUS = TABLES["progress"].column("status")


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("money", "约1200", "1200"),
        ("money", "约１，２００.5左右", "1200.5"),
        ("money", "约600万元", "600万元"),  # in its own unit, whatever the header's
        ("money", "1200元?", "1200元"),
        ("money", "-5.5（预计）", None),  # a bracket may mean anything
        ("money", "(1200)", None),  # bookkeepers write what is negative so
        ("money", "负1200", None),
        ("money", "100万美元", None),
        ("money", "1.2千", None),
        ("money", "1200-1500", None),
        ("money", "不到1200", None),
        ("money", "1,20", None),
        ("money", "50%", None),
        ("area", "约35.6亩", "35.6"),
        ("area", "3公顷", None),
        ("percent", "约85.5％", "85.5"),
        ("integer", "12个左右", "12"),
        ("integer", "12.5", None),
        ("date", "2021-02-30", "2021-02-28"),
        ("date", "2020-02-30", "2020-02-29"),  # a leap year
        ("date", "２０２１．９．３１", "2021-09-30"),
        ("date", "20210431", "2021-04-30"),
        ("date", "30/9/2021", "2021-09-30"),
        ("date", "21.9.30", "2021-09-30"),
        ("date", "2021年9月底", "2021-09-30"),
        ("date", "2021.9", "2021-09-01"),  # as the reader takes 2021年9月
        ("date", "2021-13-05", None),
        ("date", "9月", None),
        ("date", "2021.9-2021.12", None),
        ("month", "2021年9", "2021-09"),
        ("month", "2021/13", None),
        ("flag", "已入统", "是"),
        ("flag", "未入统", "否"),
        ("flag", "不详", None),
    ],
)
def test_proposals(type_: str, value: str, expected: str | None) -> None:
    assert proposal(value, COLUMNS[type_]) == expected  # type: ignore[index]


def test_the_nearest_choice_is_proposed_by_its_own_name() -> None:
    assert proposal("在建中？", STATUS) == "在建"
    assert proposal("施工中。", STATUS) == "在建"  # 施工中 is another word for it
    assert proposal("未知", STATUS) is None


def test_of_two_names_that_are_as_near_none_is_proposed() -> None:
    assert nearest("柳白", ["柳市", "白石"]) is None
    assert nearest("柳市", ["柳市镇", "白石街道"]) == "柳市镇"


SIGNS = "0123456789,.，．０５-+/%万亿元约左右年月日底是否未 在建停工完()（）"


@settings(deadline=None)
@given(text=st.text(alphabet=SIGNS, max_size=14), type_=st.sampled_from(sorted(COLUMNS)))
def test_whatever_is_proposed_the_reader_takes(text: str, type_: str) -> None:
    column: Column = COLUMNS[type_]  # type: ignore[index]
    proposed = proposal(text, column)
    if proposed is not None:
        value = written(pl.lit(proposed), column, money_unit="亿元", units={})
        assert pl.select(value).item() is not None, proposed


@given(day=st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_day_that_there_is_is_proposed_as_itself(day: date) -> None:
    assert proposal(f"拟{day.year}年{day.month}月{day.day}日", COLUMNS["date"]) == day.isoformat()
