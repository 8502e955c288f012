"""When an item of a slip is mended: by the next filing of the same rows that no longer has it."""

from pathlib import Path
from typing import Any

import campaigns
from pipelines.filing.archive import Receipt
from pipelines.stages.reader import Reader
from tests import formats
from tests.office import CODE_A, CODE_B, UNIT, Sheet
from warehouse.store import open_store

HEADER = ["项目代码", "月份", "本月完成投资", "累计完成投资"]
Filed = tuple[str, str, Sheet]


def row(code: str, month: str, amount: object, to_date: object = 9) -> list[Any]:
    return [code, month, amount, to_date]


def items(folder: Path, *filed: Filed) -> list[tuple[Any, ...]]:
    """Of filings (path, day, rows): the code's end, value, day opened, day closed, last month."""
    reader = Reader(campaigns.load_all())
    with open_store(folder / "store.duckdb") as store:
        store.put([reader.read(*_arrived(each)) for each in filed])
        found = store.frame(
            "select right(split_part(row_key, ' ', 1), 1), value, strftime(opened_at, '%d'), "
            "strftime(closed_at, '%d'), split_part(readings.path, '/', 2) "
            "from returned_items join readings using (receipt_id) order by all"
        )
    return found.rows()


def _arrived(filed: Filed) -> tuple[Receipt, bytes]:
    path, day, rows = filed
    at = f"2021-12-{day}T08:00:00+00:00"
    name = path if path.endswith(".xlsx") else f"{path}/{UNIT}.xlsx"
    receipt = Receipt(f"yueqing-2021/{name}", day, 0, 0, at, {})
    return receipt, formats.xlsx([HEADER, *rows]) if rows else b"%PDF"


def test_an_item_that_is_not_repeated_is_closed_and_one_that_is_goes_on(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        ("2021-09", "01", [row(CODE_A, "2021-09", "约5"), row(CODE_B, "2021-09", "约6")]),
        ("2021-09", "02", [row(CODE_B, "2021-09", "约7"), row(CODE_A, "2021-09", 5)]),
        ("2021-09", "03", [row(CODE_B, "2021-09", "约8")]),
    )
    assert found == [
        ("1", "约5", "01", "02", "2021-09"),
        ("2", "约8", "01", None, "2021-09"),  # other words, the same fault of the same row
    ]


def test_what_comes_back_after_it_was_mended_is_a_new_item(tmp_path: Path) -> None:
    wrong, right = [row(CODE_A, "2021-09", "约5")], [row(CODE_A, "2021-09", 5)]
    found = items(
        tmp_path, ("2021-09", "01", wrong), ("2021-09", "02", right), ("2021-09", "03", wrong)
    )
    assert found == [
        ("1", "约5", "01", "02", "2021-09"),
        ("1", "约5", "03", None, "2021-09"),
    ]


def test_another_month_or_unit_closes_nothing(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        ("2021-09", "01", [row(CODE_A, "2021-09", "约5")]),
        ("2021-10", "02", [row(CODE_A, "2021-10", 5)]),
        ("2021-09/虹桥镇.xlsx", "03", [row(CODE_A, "2021-09", 5)]),
    )
    assert found == [("1", "约5", "01", None, "2021-09")]


def test_a_back_fill_is_closed_once_all_of_its_months_are_filed_anew(tmp_path: Path) -> None:
    back_fill = [row(CODE_A, "2021-09", "约5"), row(CODE_B, "2021-10", "约6")]
    first = ("2021-09..2021-10", "01", back_fill)
    one = ("2021-09", "02", [row(CODE_A, "2021-09", 5)])
    other = ("2021-10", "03", [row(CODE_B, "2021-10", "约6")])
    still = [("1", "约5", "01", None, first[0]), ("2", "约6", "01", None, first[0])]
    assert items(tmp_path, first, one) == still
    assert items(tmp_path, first, one, other) == [
        ("1", "约5", "01", "03", first[0]),
        ("2", "约6", "01", None, "2021-10"),  # repeated by the one that settles it
    ]


def test_two_rows_of_one_key_are_two_items(tmp_path: Path) -> None:
    twice = [row(CODE_A, "2021-09", "约5"), row(CODE_A, "2021-09", "约6")]
    once = [row(CODE_A, "2021-09", "约5")]
    found = items(tmp_path, ("2021-09", "01", twice), ("2021-09", "02", once))
    assert [each[2:4] for each in found] == [("01", None), ("01", "02")]


def test_a_file_that_is_none_is_settled_by_the_next_of_its_kind(tmp_path: Path) -> None:
    """A workbook by a workbook, and not by a file that says it holds another table alone."""
    right = [row(CODE_A, "2021-09", 5)]
    broken: Filed = ("2021-09", "01", [])
    other = (f"2021-09/{UNIT}_月度进展.xlsx", "02", right)
    assert [each[2:4] for each in items(tmp_path, broken, other)] == [("01", None)]
    assert [each[2:4] for each in items(tmp_path, broken, other, ("2021-09", "03", right))] == [
        ("01", "03")
    ]


def test_a_filing_of_which_nothing_was_taken_closes_what_it_does_not_repeat(
    tmp_path: Path,
) -> None:
    first = [row(CODE_A, "2021-09", "约5"), row(CODE_B, "2021-09", 6)]
    found = items(
        tmp_path,
        ("2021-09", "01", first),
        ("2021-09", "02", [row(CODE_A, "2021-08", 5)]),  # another month's: all of it is refused
    )
    assert found == [
        ("1", "2021-08", "02", None, "2021-09"),
        ("1", "约5", "01", "02", "2021-09"),
    ]
