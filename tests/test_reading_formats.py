"""The same table in every format, encoding and layout reads to the same rows, cell for cell.

The expected rows are worked out from what was typed, by plain Python; nothing of the reader is used
for them. Files are generated: layouts × formats and encodings × tables.
"""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import pytest

import campaigns
from pipelines.conform.filing import Conformed, conform
from pipelines.filing.archive import Receipt
from pipelines.filing.slot import Slot, place
from pipelines.read import Unreadable, read
from tests import formats
from tests.formats import ENCODINGS, WORKBOOKS

CODES = [f"2017-330382-04-01-{number:06d}" for number in range(1, 6)]
PATH = "yueqing-2021/2021-10/柳市镇.xlsx"
CSV_PATH = "yueqing-2021/2021-10/柳市镇_月度进展.csv"
CAMPAIGNS = {name: each.campaign for name, each in campaigns.load_all().items()}
HEADER = ["序号", "项目代码", "本月完成投资", "累计完成投资", "状态", "实际开工", "形象进度"]
# What is typed, and what that is: money in 亿元, exact to the yuan in 万元.
TYPED: list[list[Any]] = [
    [1, CODES[0], 0.1234, 1.5, "在建", date(2021, 9, 30), "主体结构封顶"],
    [2, CODES[1], 12, 345.6789, "停工", None, None],
    [3, CODES[2], None, 0.00005, "完工", date(2020, 2, 29), "设备安装、调试"],
    [4, CODES[3], 0, 7, None, None, "注塑机房施工"],
]
EXPECTED = [
    (CODES[0], "1234", "15000", "under_construction", date(2021, 9, 30), "主体结构封顶"),
    (CODES[1], "120000", "3456789", "suspended", None, None),
    (CODES[2], None, "0.5", "completed", date(2020, 2, 29), "设备安装、调试"),
    (CODES[3], "0", "70000", None, None, "注塑机房施工"),
]
COLUMNS = (
    "project_code",
    "invested_in_month_wanyuan",
    "invested_to_date_wanyuan",
    "status",
    "started_on",
    "site_progress",
)
Layout = tuple[list[list[Any]], list[formats.Merge]]


def slot(path: str = PATH) -> Slot:
    return place(Receipt(path, "", 0, 0, "2021-11-03T00:00:00+00:00", {}), CAMPAIGNS)


def taken(content: bytes, path: str = PATH) -> Conformed:
    return conform(read(content, path), slot(path))


def plain() -> Layout:
    return [["单位：亿元"], HEADER, *TYPED], []


def titled() -> Layout:
    """Title and lines merged across, a two-level header merged down and across, a foot."""
    wide = [None] * 6
    rows = [
        ["2021年10月月度进展表", *wide],
        ["填报单位：柳市镇", None, None, None, None, "单位：亿元", None],
        ["序号", "项目代码", "完成投资", None, "状态", "实际开工", "形象进度"],
        [None, None, "本月", "累计", None, None, None],
        *TYPED,
        ["合计", None, 12.1234, 354.17895, None, None, None],
        ["注：本表为示例数据", *wide],
        ["填表人：综合科", None, None, "审核：办公室", None, None, None],
    ]
    down = [(2, at, 3, at) for at in (0, 1, 4, 5, 6)]
    return rows, [(0, 0, 0, 6), (2, 2, 2, 3), *down]


def shifted() -> Layout:
    rows, merges = titled()
    moved = [[], [], *([None, None, *row] for row in rows)]
    return moved, [(t + 2, le + 2, b + 2, r + 2) for t, le, b, r in merges]


def printed() -> Layout:
    """A header repeated in the middle, a row of column numbers, sections, a subtotal."""
    blank = [None] * 6
    return [
        ["单位：亿元", *blank],
        HEADER,
        ["1", "2", "3", "4", "5", "6", "7"],
        ["一", "产业项目", None, None, None, None, None],
        *TYPED[:2],
        ["小计", None, 12.1234, 347.1789, None, None, None],
        HEADER,
        ["（二）", "民生项目", None, None, None, None, None],
        *TYPED[2:],
        ["总 计", "4个", 12.1234, 354.1789, None, None, None],
    ], []


def in_header() -> Layout:
    """Units in the header and nowhere else, labels broken over lines and marked as required."""
    money = ["本月完成投资\n（亿元）", "累计完成投资/亿元"]
    return [["序号", "*项 目 代 码", *money, *HEADER[4:]], *TYPED], []


def decorated() -> Layout:
    """Three levels, blank rows between the data, a column that is none of ours in the end."""
    rows: list[list[Any]] = [
        ["基本情况", None, "进展情况", None, None, None, None, "其他"],
        [None, None, "投资（单位：亿元）", None, "建设", None, None, None],
        ["序号", "项目代码", "本月完成投资", "累计完成投资", *HEADER[4:], "联系电话"],
    ]
    for row in TYPED:
        rows += [[*row, "88880000"], [None] * 8]
    return rows, [(0, 0, 0, 1), (0, 2, 0, 6), (1, 2, 1, 3), (1, 4, 1, 6)]


LAYOUTS: dict[str, Callable[[], Layout]] = {
    each.__name__: each for each in (plain, titled, shifted, printed, in_header, decorated)
}


def rows_of(result: Conformed) -> list[tuple[Any, ...]]:
    frame = result.tables["progress"].sort("source_row").select(COLUMNS)
    return frame.rows()


def expected() -> list[tuple[Any, ...]]:
    return [
        (row[0], *(None if text is None else Decimal(text) for text in row[1:3]), *row[3:])
        for row in EXPECTED
    ]


def check(content: bytes, path: str = PATH) -> None:
    result = taken(content, path)
    assert result.rejects.is_empty(), result.rejects.to_dicts()
    assert rows_of(result) == expected()
    assert set(result.tables) == {"progress"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("format_", WORKBOOKS)
def test_every_layout_in_every_workbook_reads_to_what_was_typed(layout: str, format_: str) -> None:
    rows, merges = LAYOUTS[layout]()
    check(WORKBOOKS[format_](rows, merges=merges))


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "in_header"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_layout_as_text_reads_to_the_same(layout: str, encoding: str, delimiter: str) -> None:
    rows, merges = LAYOUTS[layout]()
    check(formats.csv(_unmerged(rows, merges), delimiter, encoding), CSV_PATH)


def _unmerged(rows: list[list[Any]], merges: list[formats.Merge]) -> list[list[Any]]:
    """As text has it: a group's title is written over each of its columns."""
    written = [[*row, *[None] * (9 - len(row))] for row in rows]
    for top, left, bottom, right in merges:
        is_group = rows[top][left] in ("完成投资", "投资（单位：亿元）")
        if bottom == top and right > left and is_group:
            written[top][left : right + 1] = [rows[top][left]] * (right - left + 1)
    return written


@pytest.mark.parametrize("format_", ["xlsx", "xlsm", "xls", "xlsb"])
@pytest.mark.parametrize(("is_1904", "serial"), [(False, 44469), (True, 43007)])
def test_days_count_from_1900_or_1904_in_every_format(
    format_: str, is_1904: bool, serial: int
) -> None:
    """2021-09-30 is day 44469 from 1899-12-30, and 1462 less from 1904-01-01."""
    rows, _ = plain()
    check(WORKBOOKS[format_](rows, date_1904=is_1904))
    rows[2] = [*TYPED[0][:5], serial, TYPED[0][6]]
    check(WORKBOOKS[format_](rows, date_1904=is_1904))


SHARES: formats.Rows = [
    ["单位", "月份", "指标", "数值"],
    ["柳市镇", "2021-10", "固定资产投资增速", formats.Percent(0.875)],
    ["柳市镇", "2021-10", "工业投资增速", formats.Percent(-0.0125)],
    ["柳市镇", "2021-10", "民间投资增速", 3.5],
]


@pytest.mark.parametrize("format_", [*WORKBOOKS, *ENCODINGS])
def test_a_share_shown_as_percent_is_the_same_in_every_format(format_: str) -> None:
    is_book = format_ in WORKBOOKS
    content = (
        WORKBOOKS[format_](SHARES, "统计指标") if is_book else formats.csv(SHARES, ";", format_)
    )
    result = taken(content, PATH if is_book else CSV_PATH.replace("月度进展", "统计指标"))
    found = result.tables["indicators"]["value_percent"].to_list()
    assert found == [Decimal("87.5"), Decimal("-1.25"), Decimal("3.5")]


@pytest.mark.parametrize("ending", ["xls", "csv", "xlsb", "zip", "ods", "tsv", "xlsx"])
@pytest.mark.parametrize("format_", WORKBOOKS)
def test_the_content_decides_and_not_the_ending(format_: str, ending: str) -> None:
    rows, _ = plain()
    path = str(PurePosixPath(PATH).with_suffix(f".{ending}"))
    check(WORKBOOKS[format_](rows), path)


def test_text_that_is_called_a_workbook_is_read_as_text() -> None:
    check(formats.csv(plain()[0]), "yueqing-2021/2021-10/柳市镇_月度进展.xlsx")


@pytest.mark.parametrize(
    ("content", "reason", "value"),
    [
        (b"%PDF-1.7 ...", "not_a_workbook", "PDF"),
        (b"Rar!\x1a\x07\x01\x00", "not_a_workbook", "RAR"),
        (b"\x89PNG\r\n\x1a\n", "not_a_workbook", "PNG"),
        ("<html><table><tr><td>项目代码</td></tr></table></html>".encode(), "web_page", "HTML"),
        ("\ufeff<HTML><body>项目</body></HTML>".encode("utf-16-le"), "web_page", "HTML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "web_page",
            "XML",
        ),
        (formats.zipped({"word/document.xml": "x"}), "not_a_workbook", "Word"),
        (formats.zipped({"甲.xlsx": "x"}), "nested_zip", ""),
        (b"\x09\x08\x10\x00\x00\x06", "old_excel", ""),
        (b"\x01\x00\x00\x02" * 64 + b"ab", "not_text", ""),
        (b"\0" * 100, "empty_file", ""),
        (formats.xlsx(plain()[0])[:2000], "damaged", None),
        (formats.xls(plain()[0])[:600], "damaged", None),
        (formats.xlsb(plain()[0])[:-40], "damaged", None),
    ],
)
def test_what_is_no_table_is_refused_with_what_it_is(
    content: bytes, reason: str, value: str | None
) -> None:
    with pytest.raises(Unreadable) as problem:
        read(content, PATH)
    assert problem.value.reason == reason
    assert value is None or problem.value.value == value


def test_a_workbook_with_a_password_is_refused_as_such() -> None:
    """A package says it in its directory, an OpenDocument file in its manifest."""
    manifest = "<manifest:encryption-data/>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    files = {"mimetype": kind, "content.xml": "x", "META-INF/manifest.xml": manifest}
    locked = io.BytesIO(formats.zipped({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}))
    with zipfile.ZipFile(locked) as package:
        first = package.infolist()[0]
    content = bytearray(locked.getvalue())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1  # the directory's flag of encryption
    assert first.flag_bits == 0
    for bytes_ in (formats.zipped(dict(files)), bytes(content)):
        with pytest.raises(Unreadable) as problem:
            read(bytes_, PATH)
        assert problem.value.reason == "password"
