"""What is near, hidden, merged, broken or ambiguous: named, refused or read, but never silently."""

import re
import struct
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from pipelines.conform import layouts
from pipelines.conform.filing import Conformed, conform
from pipelines.conform.labels import line_unit, money_unit, plain
from pipelines.read import Unreadable, read
from pipelines.stages.confirm import confirmed
from tests import formats
from tests.test_reading_formats import CODES, CSV_PATH, PATH, slot, taken

Sheet = Sequence[Sequence[Any]]
HEADER = ["项目代码", "本月完成投资", "累计完成投资"]


def faults(result: Conformed) -> list[tuple[Any, ...]]:
    return result.rejects.select("source_row", "column_name", "value", "reason").rows()


def notes(result: Conformed, *kinds: str) -> list[tuple[Any, ...]]:
    rows = result.notes.select("kind", "source_row", "value", "detail").rows()
    return [row for row in rows if row[0] in kinds]


def refused(rows: Sheet, **how: Any) -> tuple[str, str, str]:
    """The only reject of a sheet: reason, value, expected."""
    rejects = taken(formats.xlsx(rows, **how)).rejects
    assert rejects.height == 1, rejects.to_dicts()
    row = rejects.row(0, named=True)
    return row["reason"], row["value"], row["expected"]


def progress(rows: Sheet, **how: Any) -> list[tuple[Any, ...]]:
    frame = taken(formats.xlsx(rows, **how)).tables["progress"]
    return frame.select("project_code", "invested_to_date_wanyuan").rows()


# Errors of formulas and formulas without results, in every format that can have them.


def xlsx_with(write: str) -> bytes:
    """A sheet whose cell C2 is written in the XML as given."""
    cells = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{CODES[0]}</t></is></c>{write}</row>'
    head = "".join(
        f'<c r="{"ABC"[at]}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(HEADER)
    )
    return raw_xlsx(f'<sheetData><row r="1">{head}</row>{cells}</sheetData>')


def raw_xlsx(sheet: str, book: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return formats.zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                f'<sheet name="月度进展" sheetId="1" r:id="rId1"/></sheets>{book}</workbook>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        }
    )


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!"])
def test_an_error_in_xlsx_is_named_and_never_empty(error: str) -> None:
    content = xlsx_with(f'<c r="C2" t="e"><f>1/0</f><v>{error}</v></c>')
    assert (2, "invested_to_date_wanyuan", error, "formula_error") in faults(taken(content))


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_a_formula_that_was_never_worked_out_is_refused(value: str) -> None:
    content = xlsx_with(f'<c r="C2"><f>A2+B2</f>{value}</c>')
    assert faults(taken(content)) == [
        (2, "invested_to_date_wanyuan", "=A2+B2", "not_worked_out"),
    ]


def test_a_formulas_result_is_read_and_a_zero_only_if_somebody_worked_it_out() -> None:
    cell = '<c r="C2"><f>B2</f><v>{}</v></c>'
    calculated = taken(xlsx_with(cell.format(7)))
    assert calculated.tables["progress"]["invested_to_date_wanyuan"].to_list() == [Decimal(7)]
    head = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in (*HEADER, "x"))
    row = f'<c t="inlineStr"><is><t>{CODES[0]}</t></is></c><c/><c><f>B2</f><v>0</v></c>'
    sheet = f"<sheetData><row>{head}</row><row>{row}</row></sheetData>"
    assert faults(taken(raw_xlsx(sheet, '<calcPr fullCalcOnLoad="1"/>'))) == [
        (2, "invested_to_date_wanyuan", "=B2", "not_worked_out"),
    ]
    assert faults(taken(raw_xlsx(sheet))) == []


def test_an_error_in_xls_is_named() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("月度进展")
    for column, text in enumerate(HEADER):
        page.write(0, column, text)
    page.write(1, 0, CODES[0])
    page.row(1).set_cell_error(2, "#REF!")
    content = BytesIO()
    book.save(content)
    assert (2, "invested_to_date_wanyuan", "#REF!", "formula_error") in faults(
        taken(content.getvalue())
    )


def test_an_error_in_xlsb_is_named() -> None:
    """BrtCellError ([MS-XLSB] 2.4.304): column, style, and the code 0x17 of #REF!."""
    rows: Sheet = [HEADER, [CODES[0], 1]]
    whole = formats.xlsb(rows)
    cell = formats.xlsb_record(3, struct.pack("<IIB", 2, 0, 0x17))
    end = formats.xlsb_record(146)
    import zipfile

    with zipfile.ZipFile(BytesIO(whole)) as package:
        stream = package.read("xl/worksheets/sheet1.bin").replace(end, cell + end)
    result = taken(formats.xlsb_of("月度进展", stream))
    assert (2, "invested_to_date_wanyuan", "#REF!", "formula_error") in faults(result)


def test_an_error_in_ods_is_named() -> None:
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in (*HEADER, "备注")
    )
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
    )
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    data = text.format(CODES[0]) + "<table:table-cell/>" + error
    rows = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (head, data))
    content = formats.ods_of(f'<table:table table:name="月度进展">{rows}</table:table>')
    assert (2, "invested_to_date_wanyuan", "#DIV/0!", "formula_error") in faults(taken(content))


@pytest.mark.parametrize("text", ["#REF!", "#DIV/0!", "Err:502", "=C3+C4"])
def test_an_error_in_text_is_refused_in_any_column(text: str) -> None:
    rows: Sheet = [[*HEADER, "形象进度"], [CODES[0], 1, 1, text]]
    (row,) = faults(taken(formats.csv(rows), CSV_PATH))
    assert row[:3] == (2, "site_progress", text)


# Numbers that are not what they look like.


@pytest.mark.parametrize(
    "code", [20173303820401000001, "2.01733E+19", "20173303820401000000", 2.01733038204e19]
)
def test_a_code_that_lost_its_digits_is_refused_with_the_remedy(code: object) -> None:
    rows: Sheet = [HEADER, [code, 1, 1]]
    assert [row[3] for row in faults(taken(formats.xlsx(rows)))] == ["code_as_number"]


def test_a_code_without_hyphens_is_whole_as_text() -> None:
    assert progress([HEADER, ["20173303820401000001", 1, 1]])[0][0] == CODES[0]


def test_a_cell_shown_as_percent_is_read_as_shown() -> None:
    """0.875 shown as 87.50% is 87.5 percent in a column of percent, and no amount of money."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet("统计指标")
        page.write_row(0, 0, ["单位", "月份", "指标", "数值"])
        page.write_row(1, 0, ["柳市镇", "2021-10", "固定资产投资增速"])
        page.write(1, 3, 0.875, book.add_format({"num_format": "0.00%"}))
        other = book.add_worksheet("月度进展")
        other.write_row(0, 0, HEADER)
        other.write_row(1, 0, [CODES[0], 1])
        other.write(1, 2, 0.875, book.add_format({"num_format": '0.0"%"'}))
        other.write_row(2, 0, [CODES[1], 1])
        other.write(2, 2, 0.875, book.add_format({"num_format": "0%"}))
    result = taken(content.getvalue())
    assert result.tables["indicators"]["value_percent"].to_list() == [Decimal("87.5")]
    assert faults(result) == [(3, "invested_to_date_wanyuan", "87.5%", "not_a_number")]
    assert result.tables["progress"]["invested_to_date_wanyuan"].to_list() == [Decimal("0.875")]


@pytest.mark.parametrize(("is_1904", "serial"), [(False, 44469), (True, 43007)])
def test_serial_numbers_count_from_the_workbooks_own_day(is_1904: bool, serial: int) -> None:
    """2021-09-30 is day 44469 from 1899-12-30, and 1462 less from 1904-01-01."""
    rows: Sheet = [[*HEADER, "实际开工", "实际竣工"], [CODES[0], 1, 1, serial, date(2021, 9, 30)]]
    content = formats.xlsx(rows, date_1904=is_1904)
    result = taken(content)
    row = result.tables["progress"].row(0, named=True)
    assert (row["started_on"], row["completed_on"]) == (date(2021, 9, 30), date(2021, 9, 30))
    assert notes(result, "serial_date") == [("serial_date", 2, f"{serial} → 2021-09-30", "2")]


def test_in_text_nobody_says_what_a_serial_number_counts_from() -> None:
    rows: Sheet = [[*HEADER, "实际开工"], [CODES[0], 1, 1, 44469]]
    assert [row[3] for row in faults(taken(formats.csv(rows), CSV_PATH))] == ["not_a_date"]


def test_a_month_for_a_day_is_its_first_and_said_so() -> None:
    rows: Sheet = [[*HEADER, "实际开工"], [CODES[0], 1, 1, "2021年9月"]]
    result = taken(formats.xlsx(rows))
    assert result.tables["progress"]["started_on"].to_list() == [date(2021, 9, 1)]
    assert len(notes(result, "month_as_date")) == 1


def test_an_amount_with_its_own_unit_is_in_that_unit_and_said_so() -> None:
    rows: Sheet = [["单位：亿元"], HEADER, [CODES[0], "600万元", 1], [CODES[1], 0.5, "2 亿元"]]
    result = taken(formats.xlsx(rows))
    frame = result.tables["progress"]
    assert frame["invested_in_month_wanyuan"].to_list() == [Decimal(600), Decimal(5000)]
    assert frame["invested_to_date_wanyuan"].to_list() == [Decimal(10000), Decimal(20000)]
    assert len(notes(result, "own_unit")) == 2


# Units.


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("总投资（亿元）", "亿元"),
        ("总投资(人民币万元)", "万元"),
        ("总投资（单位：千元）", "千元"),
        ("总投资/万元", "万元"),
        ("总投资万元", "万元"),
        ("总投资（万美元）", "万美元"),
        ("Total investment (USD)", "USD"),
        ("总投资", None),
        ("投资单元", None),
    ],
)
def test_the_unit_of_a_label(label: str, unit: str | None) -> None:
    assert money_unit(label) == unit


@pytest.mark.parametrize(
    ("label", "bare"),
    [("* 总 投\n资（亿元）", "总投资"), ("总投资/万元", "总投资"), ("投资单元", "投资单元")],
)
def test_a_label_without_its_ornaments(label: str, bare: str) -> None:
    assert plain(label) == bare


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("金额单位：人民币万元", "万元"),
        ("（单位:亿元）", "亿元"),
        ("填报单位：百万元镇", None),
        ("月度进展表（元）", "元"),
        ("计量单位：万元、亩", "万元"),
    ],
)
def test_the_unit_of_a_line(line: str, unit: str | None) -> None:
    assert line_unit(line) == unit


@pytest.mark.parametrize(
    ("unit", "wanyuan"), [("千元", "0.1"), ("百万元", "100"), ("元", "0.0001"), ("亿元", "10000")]
)
def test_every_unit_of_yuan_is_exact(unit: str, wanyuan: str) -> None:
    assert progress([[f"单位：{unit}"], HEADER, [CODES[0], 1, 1]])[0][1] == Decimal(wanyuan)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["单位：万美元"], HEADER, [CODES[0], 1, 1]], "unknown_money_unit"),
        ([[*HEADER[:2], "累计完成投资（十亿元）"], [CODES[0], 1, 1]], "unknown_money_unit"),
        ([["单位：万元"], ["单位：亿元"], HEADER, [CODES[0], 1, 1]], "units_disagree"),
    ],
)
def test_a_unit_that_is_not_known_is_refused(rows: Sheet, reason: str) -> None:
    assert refused(rows)[0] == reason


def test_a_unit_line_beside_something_else_in_its_row_is_not_lost() -> None:
    """附件2 in the row of the unit makes it look like a header row; the unit counts."""
    rows: Sheet = [["附件2", None, "单位：亿元"], HEADER, [CODES[0], 1, 1]]
    assert progress(rows)[0][1] == Decimal(10000)


def test_an_area_in_hectares_is_not_read_as_mu() -> None:
    rows: Sheet = [["地块编号", "项目代码", "面积（公顷）", "计划清零"], ["D1", CODES[0], 2, None]]
    assert refused(rows, sheet="征地清单")[0] == "unknown_measure"


# Several tables on a sheet.

LAND = ["地块编号", "项目代码", "面积（亩）", "计划清零"]


def test_tables_side_by_side_are_told_apart() -> None:
    rows: Sheet = [
        ["单位：亿元"],
        [*HEADER, None, *LAND],
        [CODES[0], 1, 2, None, "D1", CODES[0], 12.5, "2021-11-30"],
        [CODES[1], 1, 3, None, None, None, None, None],
    ]
    result = taken(formats.xlsx(rows, sheet="报表"))
    # The unit stands over the left table's columns; the right one has no money.
    assert faults(result) == []
    assert result.tables["progress"]["invested_to_date_wanyuan"].to_list() == [20000, 30000]
    assert result.tables["land"].select("parcel_id", "area_mu").rows() == [("D1", Decimal("12.5"))]


def test_tables_below_each_other_have_their_own_units_and_titles() -> None:
    rows: Sheet = [
        ["月度进展"],
        ["单位：亿元"],
        HEADER,
        [CODES[0], 1, 2],
        ["合计", 1, 2],
        [],
        ["月度计划"],
        ["单位：万元"],
        ["项目代码", "月份", "当月计划投资"],
        [CODES[0], "2021-10", 30],
        ["注：下同"],
    ]
    result = taken(formats.xlsx(rows, sheet="报表"))
    assert faults(result) == []
    assert result.tables["progress"]["invested_to_date_wanyuan"].to_list() == [Decimal(20000)]
    plans = result.tables["plans"]
    assert plans["planned_investment_wanyuan"].to_list() == [Decimal(30)]
    assert plans["source_row"].to_list() == [10]


def test_a_table_without_a_unit_below_one_in_yi_is_not_guessed() -> None:
    rows: Sheet = [
        ["单位：亿元"],
        HEADER,
        [CODES[0], 1, 2],
        [],
        ["项目代码", "月份", "当月计划投资"],
        [CODES[0], "2021-10", 30],
    ]
    assert refused(rows, sheet="报表") == ("unit_unclear", "月度计划", "亿元")


def test_a_header_far_down_is_found() -> None:
    rows: list[list[Any]] = [HEADER, *([f"2017-330382-04-01-{n:06d}", 1, 1] for n in range(1, 90))]
    rows += [[], LAND, ["D1", CODES[0], 3, None]]
    result = taken(formats.xlsx(rows))
    assert faults(result) == []
    assert {name: frame.height for name, frame in result.tables.items()} == {
        "progress": 89,
        "land": 1,
    }


def test_what_is_no_table_of_ours_below_one_of_ours_is_left_alone_and_named() -> None:
    rows: Sheet = [
        HEADER,
        [CODES[0], 1, 2],
        [],
        ["项目名称", "建设单位", "联系电话"],
        ["某厂", "某公司", "88880000"],
    ]
    result = taken(formats.xlsx(rows))
    assert faults(result) == []
    assert result.left_alone == ["月度进展!4"]


def test_a_workbook_in_which_nothing_is_ours_is_refused_and_its_sheets_named() -> None:
    content = formats.xlsx_book([formats.Page([["封面"]], "封面"), formats.Page([["甲", 1]], "二")])
    result = taken(content)
    (reject,) = result.rejects.select("source_sheet", "reason", "value").rows()
    assert reject == (None, "not_a_table", "封面、二")
    assert result.left_alone == ["封面", "二"]


def test_a_workbook_without_a_sheet_of_cells_is_refused() -> None:
    parts = formats.unzipped(formats.xlsx([HEADER]))
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = re.sub(r"<sheet .*?/>", "", book).encode()
    with pytest.raises(Unreadable) as problem:
        read(formats.zipped(dict(parts)), PATH)
    assert problem.value.reason == "no_sheets"


def test_text_has_its_groups_over_all_of_their_columns_as_merged_cells_have() -> None:
    """Programs save a merged title in its first cell alone; the unit in it counts for the rest."""
    rows: Sheet = [
        ["项目代码", "投资完成情况（亿元）", None, "形象进度"],
        [None, "本月完成投资", "累计完成投资", None],
        [CODES[0], 0.1, 0.25, "封顶"],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)]
    columns = ("invested_in_month_wanyuan", "invested_to_date_wanyuan", "site_progress")
    for result in (
        taken(formats.csv(rows), CSV_PATH),
        taken(formats.xlsx(rows)),
        taken(formats.xlsx(rows, merges=merged)),
    ):
        assert result.tables["progress"].select(columns).rows() == [(1000, 2500, "封顶")]


# Merged cells, hidden things, rows that are no data.


def test_a_merged_code_stands_for_all_of_its_rows() -> None:
    rows: Sheet = [
        ["项目代码", "节点", "阶段", "计划完成"],
        [CODES[0], "立项", "前期", "2021-10-01"],
        [None, "初设", "前期", "2021-11-01"],
        [CODES[1], "立项", "前期", "2021-12-01"],
    ]
    for maker in formats.WORKBOOKS.values():
        result = taken(maker(rows, "关键节点", [(1, 0, 2, 0)]))
        assert faults(result) == []
        assert result.tables["milestones"]["project_code"].to_list() == [
            CODES[0],
            CODES[0],
            CODES[1],
        ]
        assert notes(result, "merged_cells") == [("merged_cells", 2, "项目代码", "2–3")]


def test_a_merged_amount_could_be_each_ones_or_all_of_theirs_and_is_refused() -> None:
    rows: Sheet = [HEADER, [CODES[0], 1, 500], [CODES[1], 1, None], [CODES[2], 1, 7]]
    result = taken(formats.xlsx(rows, merges=[(1, 2, 2, 2)]))
    assert faults(result) == [
        (2, "invested_to_date_wanyuan", "500", "merged_amount"),
        (3, "invested_to_date_wanyuan", "500", "merged_amount"),
    ]
    assert result.tables["progress"].height == 1


def test_hidden_sheets_rows_and_columns_are_read_and_said_so() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("封面").write(0, 0, "封面")
        page = book.add_worksheet("月度进展")
        page.hide()
        page.write_row(0, 0, HEADER)
        for row in (1, 2, 3):
            page.write_row(row, 0, [CODES[row], row, row])
        page.set_row(2, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
    result = taken(content.getvalue())
    assert result.tables["progress"].height == 3
    kinds = ("hidden_sheet", "hidden_rows", "hidden_columns")
    assert notes(result, *kinds) == [
        ("hidden_sheet", None, "月度进展", None),
        ("hidden_rows", 3, "3", None),
        ("hidden_columns", None, "B", None),
    ]


def test_a_project_whose_name_begins_like_a_note_is_data() -> None:
    header = ["项目名称", "项目代码", "领域", "项目类别", "总投资"]
    rows: Sheet = [header, ["注塑机生产线项目", CODES[0], "产业", "续建", 5]]
    assert taken(formats.xlsx(rows, sheet="项目清单")).tables["projects"].height == 1


@pytest.mark.parametrize(
    "total", ["合计", "小 计", "总计：", "本页小计", "合计（共3个项目）", "一、合计", "Total"]
)
@pytest.mark.parametrize("column", [0, 3])
def test_a_total_row_is_left_out_and_named(total: str, column: int) -> None:
    last: list[Any] = [None, 9, 9, None]
    last[column] = total
    result = taken(formats.xlsx([[*HEADER, "形象进度"], [CODES[0], 1, 2, "x"], last]))
    assert faults(result) == []
    assert result.tables["progress"].height == 1
    assert [note[1] for note in notes(result, "total_row")] == [3]


def test_a_row_with_a_code_is_data_whatever_else_it_says() -> None:
    rows: Sheet = [[*HEADER, "形象进度"], [CODES[0], 1, 2, "合计"], ["x", None, None, None]]
    assert progress(rows) == [(CODES[0], Decimal(2))]


# Headers that are not quite ours.


def test_a_near_header_is_read_and_said_so() -> None:
    rows: Sheet = [["项目代码", "本月完成投资", "累计完成投资额", "联系人"], [CODES[0], 1, 2, "x"]]
    result = taken(formats.xlsx(rows))
    assert result.tables["progress"]["invested_to_date_wanyuan"].to_list() == [Decimal(2)]
    # Six letters of thirteen twice over: 2 × 6 ÷ 13.
    assert notes(result, "fuzzy_header") == [("fuzzy_header", 1, "累计完成投资额", "92.3")]
    assert notes(result, "unread_headers") == [("unread_headers", 1, "联系人", None)]
    how = dict(result.mapping.select("column_name", "how").rows())
    assert how == {
        "project_code": "exact",
        "invested_in_month_wanyuan": "exact",
        "invested_to_date_wanyuan": "fuzzy",
    }


@pytest.mark.parametrize(
    "label",
    ["去年累计完成投资", "上年累计完成投资", "累计计划投资", "本季完成投资", "累计完成投资占比"],
)
def test_another_measure_is_never_near(label: str) -> None:
    rows: Sheet = [["项目代码", "本月完成投资", label], [CODES[0], 1, 2]]
    result = taken(formats.xlsx(rows))
    assert result.tables["progress"]["invested_to_date_wanyuan"].to_list() == [None]
    assert notes(result, "unread_headers") == [("unread_headers", 1, label, None)]


def test_two_headers_of_one_column_are_refused_with_both_named() -> None:
    rows: Sheet = [["项目代码", "累计完成投资", "累计完成"], [CODES[0], 1, 2]]
    assert refused(rows) == ("column_twice", "累计完成投资、累计完成", "累计完成投资")
    near: Sheet = [["项目代码", "累计完成投资额", "累计完成投资数"], [CODES[0], 1, 2]]
    assert refused(near)[0] == "column_twice"


def test_a_group_above_decides_what_a_label_is() -> None:
    """计划 over 开工时间 is when it is planned, which is no column of this table."""
    rows: Sheet = [
        ["项目代码", "累计完成投资", "计划", None],
        [None, None, "开工时间", "竣工时间"],
        [CODES[0], 1, "2021-01-01", "2022-01-01"],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)]
    result = taken(formats.xlsx(rows, merges=merges))
    assert result.tables["progress"]["started_on"].to_list() == [None]


def test_a_confirmed_header_is_remembered_for_its_unit(tmp_path: Path) -> None:
    rows: Sheet = [["代号", "本月", "至今"], [CODES[0], 1, 2]]
    content = formats.xlsx(rows)
    assert [row[3] for row in faults(taken(content))] == ["not_a_table"]
    said = {
        "代号": "project_code",
        "本月": "invested_in_month_wanyuan",
        "至今": "invested_to_date_wanyuan",
    }
    path = layouts.path_of(tmp_path, "yueqing-2021", "330382114")
    for layout in confirmed(content, PATH, slot(), said):
        layouts.remember(path, layout)
    known = layouts.load(path)
    result = conform(read(content, PATH), slot(), known)
    assert result.tables["progress"]["invested_to_date_wanyuan"].to_list() == [Decimal(2)]
    assert set(result.mapping["how"]) == {"remembered"}
    assert [row[2] for row in notes(result, "remembered_header")] == ["代号", "本月", "至今"]
    # Another order of labels is another header.
    other = formats.xlsx([["本月", "代号", "至今"], [1, CODES[0], 2]])
    assert conform(read(other, PATH), slot(), known).tables == {}


def test_confirmed_headers_of_tables_side_by_side_are_remembered_each(tmp_path: Path) -> None:
    rows: Sheet = [
        ["代号", "本月", "至今", None, "地块", "代号", "大小"],
        [CODES[0], 1, 2, None, "D1", CODES[0], 12.5],
    ]
    content = formats.xlsx(rows, sheet="报表")
    assert taken(content).tables == {}
    path = tmp_path / "unit.toml"
    left = ["project_code", "invested_in_month_wanyuan", "invested_to_date_wanyuan"]
    layouts.remember(path, layouts.layout("progress", ["代号", "本月", "至今"], left))
    right = ["parcel_id", "project_code", "area_mu"]
    layouts.remember(path, layouts.layout("land", ["地块", "代号", "大小"], right))
    result = conform(read(content, PATH), slot(), layouts.load(path))
    assert faults(result) == []
    assert result.tables["progress"].select(left).rows() == [(CODES[0], 1, 2)]
    assert result.tables["land"].select(right).rows() == [("D1", CODES[0], Decimal("12.5"))]
    assert set(result.mapping["how"]) == {"remembered"}


def test_known_tables_side_by_side_can_be_confirmed(tmp_path: Path) -> None:
    rows: Sheet = [
        [*HEADER[:2], "累计完成投资额", None, *LAND],
        [CODES[0], 1, 2, None, "D1", CODES[0], 12.5, None],
    ]
    content = formats.xlsx(rows, sheet="报表")
    found = list(confirmed(content, PATH, slot(), {}))
    assert [(each.table.name, len(each.labels)) for each in found] == [("progress", 3), ("land", 4)]
    for layout in found:
        layouts.remember(tmp_path / "unit.toml", layout)
    result = conform(read(content, PATH), slot(), layouts.load(tmp_path / "unit.toml"))
    assert set(result.mapping["how"]) == {"remembered"}
    assert {name: frame.height for name, frame in result.tables.items()} == {
        "progress": 1,
        "land": 1,
    }
