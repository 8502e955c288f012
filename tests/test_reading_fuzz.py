"""Spoilt files, bytes and cells, for a bounded time; `make fuzz` goes on for longer.

Beside the promise that every file gets an answer: a number that is read is one that was typed, or
one that a spoilt cell spells out.
"""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from tests import formats
from tests.test_reading_formats import CODES, taken

SECONDS = 15.0


@pytest.mark.slow
def test_every_spoilt_file_gets_an_answer() -> None:
    ended = fuzz.run(SECONDS, first=1)
    assert set(ended) <= {"read", "rejects", "refused"}
    assert sum(ended.values()) > 50


def test_the_same_seed_spoils_the_same_file() -> None:
    assert all(fuzz.spoilt(seed)[1] == fuzz.spoilt(seed)[1] for seed in range(40))


CELL = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**9), 10**9, places=4).map(str),
    st.text("0123456789.,-+eE万元亿 %约一#=", max_size=12),
)


def exact(value: Any, unit: Decimal) -> Decimal | None:
    """What a cell says if a plain reading of it is a number: digits, a sign, a point."""
    try:
        return (Decimal(str(value)) * unit).quantize(Decimal("0.0001"), "ROUND_HALF_UP")
    except ArithmeticError:
        return None


@settings(max_examples=150, deadline=None)
@given(st.lists(CELL, min_size=1, max_size=5), st.sampled_from(["万元", "亿元", "元"]))
def test_a_number_that_is_taken_is_the_number_that_was_typed(cells: list[Any], unit: str) -> None:
    """Cells that spell out more than a number (separators, own units) are judged in their tests."""
    factor = {"万元": Decimal(1), "亿元": Decimal(10000), "元": Decimal("0.0001")}[unit]
    rows = [[code, 1, cell] for code, cell in zip(CODES, cells, strict=False)]
    header = ["项目代码", "本月完成投资", "累计完成投资"]
    result = taken(formats.xlsx([[f"单位：{unit}"], header, *rows]))
    frame = result.tables["progress"]
    read = dict(frame.select("project_code", "invested_to_date_wanyuan").rows())
    for code, _, cell in rows:
        if code not in read or any(sign in str(cell) for sign in "万亿元,"):
            continue
        if read[code] is None:
            assert cell is None or str(cell).strip() in ("", "-")
        else:
            assert read[code] == exact(str(cell).strip(), factor)
