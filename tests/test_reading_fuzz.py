"""Spoilt files, bytes and cells, for a bounded time; `make fuzz` goes on for longer.

Beside the promise that every file gets an answer: a number that is read is one that was typed, or
one that a spoilt cell spells out.
"""

from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import campaigns
from benchmarks import fuzz, spoiling
from pipelines.stages.reader import Reader
from tests import formats
from tests.test_reading_formats import CODES, taken

SECONDS = 15.0


@pytest.mark.slow
def test_every_spoilt_file_gets_an_answer() -> None:
    ended = fuzz.run(SECONDS, first=1)
    assert set(ended) <= {"read", "rejects", "refused"}
    assert sum(ended.values()) > 10  # on a busy machine; a quiet one reads hundreds


def test_the_same_seed_spoils_the_same_file() -> None:
    assert all(spoiling.spoilt(n).content == spoiling.spoilt(n).content for n in range(40))


def test_one_other_cell_may_change_nothing_but_itself() -> None:
    """The fuzzer's own judgement: what it would say of readings that are wrong."""
    seed = next(n for n in count() if _is_workbook_with_one_other_cell(spoiling.spoilt(n)))
    made = spoiling.spoilt(seed)
    reading = Reader(campaigns.load_all()).read(*fuzz.job(seed))
    assert fuzz.outcome(reading, made) in ("read", "rejects")
    (filing,) = reading.filings
    other = filing.frame.with_columns(pl.lit("停工").alias("site_progress"))
    for wrong in (other, filing.frame.clear()):
        with pytest.raises(AssertionError):
            fuzz.outcome(replace(reading, filings=(replace(filing, frame=wrong),)), made)


def _is_workbook_with_one_other_cell(made: spoiling.Spoilt) -> bool:
    return made.kind == "xlsx" and made.cell is not None and len(made.table) > 6


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
