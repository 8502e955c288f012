"""What the reader understands of the sheets that offices have, and what it refuses."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import campaigns
from pipelines.conform.filing import Conformed, conform
from pipelines.conform.rows import title_month
from pipelines.conform.values import plain, written
from pipelines.filing.archive import Receipt
from pipelines.filing.slot import Slot, Unplaced, place
from pipelines.read import Unreadable, read
from warehouse.tables import TABLES, Column

CODE = "2017-330382-04-01-000001"
Sheet = Sequence[Sequence[Any]]
CAMPAIGNS = {name: each.campaign for name, each in campaigns.load_all().items()}


def slot(path: str = "yueqing-2021/2021-10/柳市镇.xlsx") -> Slot:
    receipt = Receipt(path, "", 0, 0, "2021-11-03T00:00:00+00:00", {})
    return place(receipt, CAMPAIGNS)


def book(rows: Sheet, *, sheet: str = "月度进展", merges: tuple[Any, ...] = ()) -> bytes:
    """A workbook of one sheet; `merges` are (first row, first column, last row, last column)."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        page = workbook.add_worksheet(sheet)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                page.write(row, column, value)
        for top, left, bottom, right in merges:
            page.merge_range(top, left, bottom, right, rows[top][left])
    return content.getvalue()


def taken(content: bytes, path: str = "yueqing-2021/2021-10/柳市镇.xlsx") -> Conformed:
    return conform(read(content, path), slot(path))


def faults(result: Conformed) -> list[tuple[Any, ...]]:
    return result.rejects.select("source_row", "column_name", "reason").rows()


def values_of(column: Column, texts: Sequence[str | None], unit: str = "万元") -> list[Any]:
    """What the two ways of reading make of texts together."""
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    text = pl.col("text")
    both = pl.coalesce(
        plain(text, column, money_unit=unit, units={}),
        written(text, column, money_unit=unit, units={}),
    )
    return frame.select(both).to_series().to_list()


MONEY = TABLES["progress"].column("invested_to_date_wanyuan")
DATE = TABLES["progress"].column("started_on")
MONTH = TABLES["plans"].column("month")
PROJECT = TABLES["plans"].column("project_code")


@pytest.mark.parametrize(
    ("text", "unit", "wanyuan"),
    [
        ("1200.5", "万元", "1200.5"),
        ("12,345.6", "万元", "12345.6"),
        ("１２３．５", "万元", "123.5"),
        ("1.23456789", "亿元", "12345.6789"),
        ("12345", "元", "1.2345"),
        ("0.00005", "万元", "0.0001"),
        ("-3", "万元", "-3"),
        ("约1200", "万元", None),
        ("1,23", "万元", None),
        ("12.", "万元", None),
        ("inf", "万元", None),
        ("600万元", "亿元", "600"),
        ("1.5 亿元", "元", "15000"),
        ("600万美元", "万元", None),
    ],
)
def test_an_amount_is_exact_or_refused(text: str, unit: str, wanyuan: str | None) -> None:
    expected = Decimal(wanyuan) if wanyuan else None
    assert values_of(MONEY, [text], unit) == [expected]


@settings(deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_amount_to_the_yuan_survives_its_text(amount: Decimal) -> None:
    assert values_of(MONEY, [f"{amount:f}", f"{amount:,f}"]) == [amount, amount]


@pytest.mark.parametrize(
    "text",
    [
        "2021-09-30",
        "2021.9.30",
        "2021/9/30",
        "2021年9月30日",
        "２０２１-9-30",
        "2021-09-30 00:00:00",
    ],
)
def test_a_date_may_be_written_in_many_ways(text: str) -> None:
    assert values_of(DATE, [text]) == [date(2021, 9, 30)]


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13-01", "30.9.2021", "九月", "2021-9"])
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert values_of(DATE, [text]) == [None]


def test_months_and_codes() -> None:
    texts = ["2021-09", "2021年9月", "2021.9", "2021-09-01", "2021-13", "9月"]
    assert values_of(MONTH, texts) == ["2021-09"] * 4 + [None] * 2
    codes = [CODE, f"{CODE}-000", "２０１７-330382-04-01-000001", CODE[:-1]]
    assert values_of(PROJECT, codes) == [CODE, f"{CODE}-000", CODE, None]


TITLE = "乐清市重大项目“百日攻坚”行动2021年10月月度进展表"
GROUPED: list[list[Any]] = [
    [TITLE, None, None, None],
    ["填报单位：柳市镇    填报日期：2021年11月3日", None, None, None],
    ["序号", "项目代码", "投资完成情况（亿元）", None],
    [None, None, "本月完成投资", "累计完成投资"],
    [1, CODE, 0.1, 0.25],
    [None, "合计", 0.1, 0.25],
    ["注：本表为示例数据，纯属虚构 (SYNTHETIC SAMPLE)", None, None, None],
]
MERGES = ((0, 0, 0, 3), (1, 0, 1, 3), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3))


def test_an_office_sheet_with_two_header_rows_total_and_notes() -> None:
    result = taken(book(GROUPED, merges=MERGES))
    row = result.tables["progress"].row(0, named=True)
    assert faults(result) == []
    assert result.is_synthetic
    assert (row["source_row"], row["invested_in_month_wanyuan"]) == (5, Decimal("1000"))
    assert row["invested_to_date_wanyuan"] == Decimal("2500")
    assert row["month"] == "2021-10"


def test_the_same_without_merged_cells() -> None:
    assert taken(book(GROUPED)).tables["progress"].height == 1


def test_blank_rows_and_columns_before_the_table_do_not_shift_the_row_numbers() -> None:
    shifted: Sheet = [[], [], *([None, *row] for row in GROUPED)]
    frame = taken(book(shifted)).tables["progress"]
    assert frame["source_row"].to_list() == [7]


def test_a_unit_line_counts_for_what_states_none_and_a_header_for_itself() -> None:
    rows: Sheet = [
        ["单位：亿元"],
        ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资（万元）"],
        [CODE, "甲", "产业", "续建", 1.5, 200],
    ]
    row = taken(book(rows, sheet="项目清单")).tables["projects"].row(0, named=True)
    assert row["total_investment_wanyuan"] == Decimal("15000")
    assert row["period_plan_wanyuan"] == Decimal("200")


@pytest.mark.parametrize("blank", ["", "—", "-", "/", "无", None])
def test_a_blank_is_missing_and_never_zero(blank: str | None) -> None:
    rows: Sheet = [["项目代码", "本月完成投资", "累计完成投资"], [CODE, blank, 5]]
    row = taken(book(rows)).tables["progress"].row(0, named=True)
    assert row["invested_in_month_wanyuan"] is None


def test_all_faults_of_a_filing_are_named_at_once() -> None:
    rows: Sheet = [
        ["项目代码", "本月完成投资", "累计完成投资", "状态", "月份", "形象进度"],
        ["2017-330382", "约1200", 5, "在建中？", "2021-09"],
        [None, 1, 1, "在建", None],
        [CODE, None, None, None, None, "桩基施工"],
    ]
    assert faults(taken(book(rows))) == [
        (2, "invested_in_month_wanyuan", "not_a_number"),
        (2, "month", "other_month"),
        (2, "project_code", "bad_code"),
        (2, "status", "not_a_choice"),
        (3, "project_code", "missing"),
        (4, None, "nothing_filed"),
    ]


def test_a_row_with_nothing_but_its_name_is_not_filed_and_named() -> None:
    header = ["序号", "项目代码", "月份", "本月完成投资", "累计完成投资"]
    other = "2017-330382-04-01-000002"
    rows: Sheet = [header, [1, CODE, "2021-10", None, "—"], [2, other, None, 0, None]]
    result = taken(book(rows))
    assert faults(result) == []
    assert result.notes.select("kind", "source_row", "value").rows() == [("not_filed", 2, "2")]
    assert result.tables["progress"]["project_code"].to_list() == [other], "0 is a figure"


def test_a_month_in_which_nothing_was_filled_in_is_no_filing() -> None:
    rows: Sheet = [["项目代码", "领办领导", "联系日期"], [CODE, "常务副市长", None]]
    result = taken(book(rows, sheet="领办联系"))
    assert (faults(result), list(result.tables)) == ([], [])
    assert result.notes["kind"].to_list() == ["table_not_filed"]
    assert not taken(book(rows[:1], sheet="领办联系")).tables, "nor is a header alone"


def test_an_empty_list_is_a_list() -> None:
    rows: Sheet = [["问题编号", "项目代码", "提出日期", "问题内容", "层级"]]
    result = taken(book(rows, sheet="问题清单"))
    assert (result.tables["issues"].height, result.notes.height) == (0, 0)


def test_a_register_row_that_is_incomplete_stays_rejected() -> None:
    rows: Sheet = [["项目代码", "节点", "阶段", "计划完成"], [CODE, None, None, None]]
    assert {fault[2] for fault in faults(taken(book(rows, sheet="关键节点")))} == {"missing"}


def test_a_column_for_reference_is_passed_over_without_a_word() -> None:
    header = ["项目代码", "累计完成投资（参考，不读取）", "累计完成投资"]
    result = taken(book([header, [CODE, 7, 9]]))
    assert (faults(result), result.notes.height) == ([], 0)
    assert result.tables["progress"]["invested_to_date_wanyuan"].to_list() == [9]


def test_a_project_given_twice_is_rejected_in_both_places() -> None:
    rows: Sheet = [["项目代码", "本月完成投资", "累计完成投资"], [CODE, 1, 1], [CODE, 2, 2]]
    result = taken(book(rows))
    assert [fault[0] for fault in faults(result)] == [2, 3]
    assert result.tables["progress"].is_empty()
    assert set(result.rejects["expected"]) == {"月度进展!2、月度进展!3"}


def test_a_missing_column_is_named_with_what_was_found() -> None:
    rejects = taken(book([["代号", "本月完成投资", "累计完成投资"], [CODE, 1, 1]])).rejects
    row = rejects.row(0, named=True)
    assert (row["reason"], row["expected"]) == ("no_column", "项目代码")
    assert row["value"] == "代号、本月完成投资、累计完成投资"


def test_a_column_given_twice_is_refused() -> None:
    rows: Sheet = [["项目代码", "累计完成投资", "累计完成"], [CODE, 1, 2]]
    assert faults(taken(book(rows))) == [(None, None, "column_twice")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("填报单位：虹桥镇", "other_unit_stated"),
        ("乐清市2021年9月月度进展表", "other_month_stated"),
    ],
)
def test_a_sheet_that_says_it_is_another_filing_is_refused(line: str, reason: str) -> None:
    rows: Sheet = [[line], ["项目代码", "本月完成投资", "累计完成投资"], [CODE, 1, 1]]
    assert faults(taken(book(rows))) == [(None, None, reason)]


def test_a_title_with_a_span_of_months_or_a_filing_date_states_no_month() -> None:
    assert title_month(("2021年9月-12月投资计划",)) is None
    assert title_month(("填报日期：2021年11月3日",)) is None
    assert title_month((TITLE,)) == "2021-10"


CSV = f"""标题
单位：万元

项目代码,本月完成投资,累计完成投资
{CODE},"1,200.5",1300
合计,,
注：无
"""
CSV_PATH = "yueqing-2021/2021-10/柳市镇_月度进展.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_the_encodings_that_offices_use(encoding: str, delimiter: str) -> None:
    text = CSV.replace('"1,200.5"', "1200.5").replace(",", delimiter)
    result = taken(text.encode(encoding), CSV_PATH)
    row = result.tables["progress"].row(0, named=True)
    assert (row["source_row"], row["invested_in_month_wanyuan"]) == (5, Decimal("1200.5"))


def test_an_unquoted_comma_in_a_number_is_seen_and_not_taken_for_two_numbers() -> None:
    text = CSV.replace('"1,200.5"', "1,200.5")
    assert faults(taken(text.encode(), CSV_PATH)) == [(5, None, "too_many_cells")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b"PK\x03\x04 truncated", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"truncated", "damaged"),
        (b"\xff\xff\xff", "unknown_encoding"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(content, "x.xlsx")
    assert problem.value.reason == reason


def test_a_sheet_that_is_not_ours_is_named_and_left_alone() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        workbook.add_worksheet("封面").write(0, 0, "乐清市")
        page = workbook.add_worksheet("月度进展")
        for row, cells in enumerate(GROUPED):
            for column, value in enumerate(cells):
                page.write(row, column, value)
    result = taken(content.getvalue())
    assert result.left_alone == ["封面"]
    assert list(result.tables) == ["progress"]


@pytest.mark.parametrize(
    ("path", "unit", "months", "table"),
    [
        ("yueqing-2021/2021-10/柳市镇.xlsx", "330382114", ("2021-10",), None),
        ("yueqing-2021/2021-10/柳市.xlsx", "330382114", ("2021-10",), None),
        ("yueqing-2021/2021-10/330382114.xlsx", "330382114", ("2021-10",), None),
        ("yueqing-2021/2021-10/柳市镇（更正）.xlsx", "330382114", ("2021-10",), None),
        ("yueqing-2021/2021-10/柳市镇_月度进展.csv", "330382114", ("2021-10",), "progress"),
        ("yueqing-2021/2021-10/Z-330382-01_plans.csv", "Z-330382-01", ("2021-10",), "plans"),
        ("yueqing-2021/2021-11..2021-12/柳市镇.xlsx", "330382114", ("2021-11", "2021-12"), None),
        (
            "jiaxing-2018/2018-03/嘉兴经济技术开发区（国际商务区）（更正）.xlsx",
            "Z-330400-01",
            ("2018-03",),
            None,
        ),
    ],
)
def test_the_path_says_whose_filing_it_is(
    path: str, unit: str, months: tuple[str, ...], table: str | None
) -> None:
    found = slot(path)
    assert (found.unit.code, found.months, found.table) == (unit, months, table)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere/2021-10/柳市镇.xlsx", "unknown_campaign"),
        ("yueqing-2021/2022-10/柳市镇.xlsx", "unknown_month"),
        ("yueqing-2021/十月/柳市镇.xlsx", "unknown_month"),
        ("yueqing-2021/2021-12..2021-10/柳市镇.xlsx", "unknown_month"),
        ("yueqing-2021/2021-10/无此镇.xlsx", "unknown_unit"),
        ("柳市镇.xlsx", "unknown_campaign"),
    ],
)
def test_a_path_that_does_not_say_is_refused(path: str, reason: str) -> None:
    with pytest.raises(Unplaced) as problem:
        slot(path)
    assert problem.value.reason == reason


def test_every_reason_has_its_words_in_every_language() -> None:
    from locales import LANGUAGES, messages

    source = "".join(
        path.read_text("utf-8")
        for folder in ("conform", "filing", "read", "stages", "commands")
        for path in (campaigns.HERE.parent / "pipelines" / folder).glob("*.py")
    )
    for language in LANGUAGES:
        words = {key.partition(".")[2] for key in messages(language) if key.startswith("filing.")}
        known = {word for word in words if not word.startswith("found_")}
        used = {r for r in known if f'"{r}"' in source or f'"filing.{r}"' in source}
        assert used == known
