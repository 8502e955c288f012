"""The return slip: every fault with its cell and an example; mended by them, nothing is left."""

import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.packaging.relationship import Relationship
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.external_link.external import (
    ExternalBook,
    ExternalLink,
    ExternalSheetNames,
)
from openpyxl.worksheet.worksheet import Worksheet

import campaigns
from pipelines.filing.archive import Receipt
from pipelines.filing.slot import place
from pipelines.read import BOUNDS
from pipelines.slips.facts import faults_of
from pipelines.slips.marking import Marker
from pipelines.slips.model import Asked
from pipelines.stages.reader import Reader
from pipelines.stages.workers import Workers
from tests import formats
from tests.office import CAMPAIGN, UNIT, A, Office, progress, projects

HEADER = [
    *("项目代码", "项目名称", "月份", "本月完成投资", "累计完成投资"),
    *("状态", "实际开工", "是否入统"),
]
CODES = [f"2017-330382-04-01-{n}{n}{n}{n}{n}{n}" for n in range(1, 10)]
NAMES = [f"{sign}项目" for sign in "甲乙丙丁戊己庚辛壬"]
LISTED = projects(*([code, name, *A[2:]] for code, name in zip(CODES, NAMES, strict=True)))
DAY = "2021-03-05"


def row(at: int, **other: str) -> list[str]:
    """A row of progress without fault but for what is said."""
    cells = {
        "项目代码": CODES[at],
        "项目名称": NAMES[at],
        "月份": "2021-09",
        "本月完成投资": f"{at}00.5",
        "累计完成投资": f"{at + 20}50.5",
        "状态": "在建",
        "实际开工": DAY,
        "是否入统": "是",
    }
    return list((cells | other).values())


NOTHING = {"本月完成投资": "", "累计完成投资": "", "状态": ""}
# Row 1 is the unit, row 2 the header, so the first of these is row 3.
FAULTY = [
    ["单位：万元"],
    HEADER,
    row(0, 本月完成投资="约1,200.5万元"),
    row(1, 实际开工="2021-02-30"),
    row(2, 月份="2021年13月", 状态="在建中？"),
    row(3, 月份="2021-08"),
    row(4, 项目代码=CODES[4][:-1]),
    row(5, 项目代码=""),
    row(6, 项目代码="2.01733038204017E+19", 是否入统="已入统"),
    row(7, 累计完成投资="#REF!"),
    row(8, **NOTHING),
]
# What the slip must say, worked out by hand: cell, reason's telling words, example.
EXPECTED = [
    ("D3", "不是数字", "1200.5万元"),
    ("G4", "不是日期", "2021-02-28"),  # February 2021 has 28 days
    ("C5", "不是月份", "2021-09"),  # there is no 13th; the month that is filed
    ("F5", "不在可选范围", "在建"),
    ("C6", "不属于本次报送的月份", "2021-09"),
    ("A7", "不是投资项目统一代码", CODES[4]),  # the only listed one that begins so
    ("A8", "必填项为空", CODES[5]),  # the project that the row names
    ("A9", "被当作数字", CODES[6]),  # the only one that begins with these fifteen digits
    ("H9", "不是“是”或“否”", "是"),
    ("E10", "公式错误", "1200.5"),
    ("D11", "没有填投资或状态", "1200.5"),
]


def gbk(rows: formats.Rows) -> bytes:
    return formats.csv(rows, encoding="gb18030")


FORMATS = {"xlsx": formats.xlsx, "xls": formats.xls, "csv": gbk}


def put(office: Office, name: str, content: bytes, at: str, *, month: str = "2021-09") -> Path:
    path = office.file({}, name=name, at=at, month=month)
    moment = path.stat().st_mtime_ns
    path.write_bytes(content)
    os.utime(path, ns=(moment, moment))
    return path


def slips(office: Office, *arguments: str) -> list[dict[str, Any]]:
    result = office.call("slips", *arguments, "--json")
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout)["slips"])


def slip_of(office: Office, file: Path, *arguments: str) -> dict[str, Any]:
    result = office.call("slip", str(file), "--to", str(office.root / "out"), *arguments, "--json")
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def lines(path: str) -> list[dict[str, Any]]:
    """The lines of a slip by the words of its header, with each cell's link."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows())
    top = next(at for at, cells in enumerate(rows) if cells[0].value in ("序号", "No."))
    names = ["number", "demand", "file", "sheet", "cell", "header", "found", "wrong", "example"]
    found = []
    for cells in rows[top + 1 :]:
        if not str(cells[0].value or "").isdigit():
            break
        line = dict(zip([*names, "since"], [c.value or "" for c in cells], strict=True))
        more = {"link": cells[4].hyperlink, "usual": "例" in cells[8].number_format}
        found.append(line | more)
    return found


def texts(path: str) -> str:
    """All that a slip says."""
    book = openpyxl.load_workbook(path)
    rows = (cells for sheet in book for cells in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for cells in rows for value in cells if value)


@pytest.mark.parametrize("format_", FORMATS)
def test_mended_by_the_slips_own_examples_nothing_is_left(format_: str, tmp_path: Path) -> None:
    office = Office(tmp_path)
    put(office, f"{UNIT}_项目清单.xlsx", formats.xlsx(LISTED, "项目清单"), "2021-10-02T01:00:00")
    name = f"{UNIT}_月度进展.{format_}"
    put(office, name, FORMATS[format_](FAULTY), "2021-10-03T08:00:00")
    assert office.run()["to_mend"] == 1
    (made,) = slips(office)
    found = lines(made["slip"])
    assert made["items"] == len(found) == len(EXPECTED)
    for line, (cell, words, example) in zip(found, EXPECTED, strict=True):
        assert (line["cell"], line["example"]) == (cell, example)
        assert words in line["wrong"]
        assert line["found"] == _at(FAULTY, cell)
        assert (line["demand"], line["file"], line["since"]) == ("必须更正", name, "")

    # What only shows how it is written says so behind the value, which can be copied as it is.
    usual = [line["cell"] for line in found if line["usual"]]
    assert usual == ["E10", "D11"]

    book = openpyxl.load_workbook(made["copy"])
    for line in found:
        cell = book[line["link"].location.rpartition("!")[0].strip("'")][line["cell"]]
        assert f"【{line['number']}·必须更正】{line['wrong']}" in cell.comment.text
        cell.value = line["example"]
    again = io.BytesIO()
    book.save(again)
    mended = [list(cells) for cells in book.worksheets[0].iter_rows(values_only=True)]
    content = again.getvalue() if format_ == "xlsx" else FORMATS[format_](mended)
    put(office, name, content, "2021-10-04T08:00:00")

    assert office.run()["to_mend"] == 0
    assert slips(office) == []
    assert not Path(made["slip"]).exists(), "no slip of what is mended lies about"
    counts = office.ask("select count(*), count(closed_at) from slip_items")
    assert counts == [(len(EXPECTED), len(EXPECTED))]
    assert office.ask("select count(*) from progress") == [(9,)]


def _at(rows: list[list[Any]], cell: str) -> str:
    return str(rows[int(cell[1:]) - 1]["ABCDEFGH".index(cell[0])])


def unit_of(text: str) -> list[list[str]]:
    return [["单位：万元"], ["项目代码", "本月完成投资"], [CODES[0], text]]


def test_what_is_not_mended_is_carried_with_its_first_day(tmp_path: Path) -> None:
    office = Office(tmp_path)
    two = progress([CODES[0], "约5", "约6"], [CODES[1], 1, 2])
    one = progress([CODES[1], 1, 2], [CODES[0], "约5", 6])  # in another row, one of two mended
    office.file({"项目清单": LISTED, "月度进展": two}, at="2021-10-03T08:00:00")
    office.file({"月度进展": one}, at="2021-10-04T18:00:00", name=f"{UNIT}（更正）.xlsx")
    office.run()
    (made,) = slips(office)
    (line,) = lines(made["slip"])
    assert (line["cell"], line["since"], line["file"]) == (
        "B4",
        "2021-10-03",
        f"{UNIT}（更正）.xlsx",
    )
    items = office.ask(
        "select column_name, row_key, strftime(opened_at, '%d %H'), strftime(closed_at, '%d %H'), "
        "source_file from slip_items order by column_name"
    )
    path = f"yueqing-2021/2021-09/{UNIT}"
    assert items == [
        ("invested_in_month_wanyuan", CODES[0], "03 08", None, f"{path}（更正）.xlsx"),
        ("invested_to_date_wanyuan", CODES[0], "03 08", "04 18", f"{path}.xlsx"),
    ]
    closing = office.ask(
        "select distinct filings.source_file from slip_items "
        "join filings on filings.receipt_id = closing_receipt_id"
    )
    assert closing == [(f"{path}（更正）.xlsx",)]

    # By campaign, month, unit and receipt; elsewhere there is nothing.
    to = ("--to", str(tmp_path / "elsewhere"))
    for asked in (["2021-09"], ["2021-09", "--unit", UNIT], ["--receipt", made["receipt"]]):
        assert [each["receipt"] for each in slips(office, CAMPAIGN, *asked, *to)] == [
            made["receipt"]
        ]
    for asked in (["2021-10"], ["--unit", "虹桥镇"], ["--receipt", "none"]):
        assert slips(office, CAMPAIGN, *asked, *to) == []
    assert Path(made["slip"]).exists()
    refused = office.call("slips", "nowhere")
    assert (refused.exit_code, CAMPAIGN in refused.stderr) == (1, True)


def test_a_file_that_could_not_be_opened_has_one_line_and_is_closed_by_the_next(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path)
    office.file({"项目清单": LISTED}, at="2021-10-01T08:00:00", name=f"{UNIT}_项目清单.xlsx")
    whole = formats.xlsx(progress([CODES[0], 1, 2]))
    put(office, f"{UNIT}.xlsx", whole[: len(whole) // 2], "2021-10-03T08:00:00")
    office.run()
    (made,) = slips(office)
    assert (made["copy"], made["items"]) == (None, 1)
    (line,) = lines(made["slip"])
    assert (line["cell"], line["sheet"], line["example"]) == ("", "", "")
    assert "文件已损坏" in line["wrong"]
    assert "无标注副本" in texts(made["slip"])
    # A file of another table says nothing about it; the same one again does.
    office.file({"月度计划": [["a"]]}, at="2021-10-04T07:00:00", name=f"{UNIT}_月度计划.xlsx")
    office.run()
    assert {each["items"] for each in slips(office)} == {1}
    assert len(slips(office)) == 2
    put(office, f"{UNIT}.xlsx", whole, "2021-10-04T08:00:00")
    office.run()
    assert [Path(each["slip"]).name for each in slips(office)] == [f"{UNIT}_月度计划_退回单.xlsx"]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An installation without anything filed: for slips of files that are not."""
    return Office(tmp_path_factory.mktemp("office"))


def own_workbook(path: Path) -> None:
    """A workbook as an office keeps it: styles, formulas, merges, comments, a second sheet."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book.active
    sheet.title = "月度进展"
    sheet["A1"] = "2021年9月进展表（万元）"
    sheet.merge_cells("A1:C1")
    sheet["A1"].font = Font(name="黑体", size=18, bold=True)
    for column, text in zip("ABC", ["项目代码", "本月完成投资", "累计完成投资"], strict=True):
        sheet[f"{column}2"] = text
        sheet[f"{column}2"].fill = PatternFill("solid", fgColor="00FF00")
    for at, (code, month, sum_) in enumerate(
        [(CODES[0], "约5", 7), (CODES[1], 3, 4), (CODES[2], "=1+1", "abc")], 3
    ):
        sheet[f"A{at}"], sheet[f"B{at}"], sheet[f"C{at}"] = code, month, sum_
    sheet["B3"].comment = Comment("请王处核对", "办公室")
    sheet["C3"].number_format = "#,##0.00"
    sheet.column_dimensions["A"].width = 31
    book.create_sheet("别的")["B2"] = "=SUM(月度进展!B3:B5)"
    book.save(path)


def test_the_copy_is_the_offices_own_workbook_but_for_the_marks(
    busy: Office, tmp_path: Path
) -> None:
    path = tmp_path / "2021-09" / f"{UNIT}.xlsx"
    path.parent.mkdir()
    own_workbook(path)
    made = slip_of(busy, path, "--campaign", "yueqing-2021", "--month", "2021-09", "--unit", UNIT)
    assert Path(made["copy"]).name == f"{UNIT}_标注.xlsx"
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(made["copy"])
    marked = {line["cell"] for line in lines(made["slip"])}
    assert marked == {"B3", "B5", "C5"}, "a formula without a result, a word, and about five"
    assert after.sheetnames == before.sheetnames
    for sheet in before:
        for cells in sheet.iter_rows():
            for cell in cells:
                copy = after[sheet.title][cell.coordinate]
                assert copy.value == cell.value
                assert repr(copy.font) == repr(cell.font)
                assert copy.number_format == cell.number_format
                is_marked = sheet.title == "月度进展" and cell.coordinate in marked
                assert (repr(copy.fill) == repr(cell.fill)) is not is_marked
                assert bool(copy.comment) is is_marked
    assert after["月度进展"]["B3"].comment.text.startswith("请王处核对\n【1·必须更正】")
    assert after["月度进展"].column_dimensions["A"].width == 31
    assert [str(each) for each in after["月度进展"].merged_cells.ranges] == ["A1:C1"]
    assert after["别的"]["B2"].value == "=SUM(月度进展!B3:B5)"
    link = lines(made["slip"])[0]["link"]
    assert (link.target, link.location) == (f"{UNIT}_标注.xlsx", "'月度进展'!B3")


def test_macros_stay_and_are_not_run(busy: Office, tmp_path: Path) -> None:
    macros = tmp_path / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0 nothing that could be run")
    path = tmp_path / f"{UNIT}.xlsm"
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(str(macros))
        sheet = book.add_worksheet("月度进展")
        for at, cells in enumerate(unit_of("约5")):
            sheet.write_row(at, 0, cells)
    made = slip_of(busy, path, "--campaign", "yueqing-2021", "--month", "2021-09")
    assert made["copy"].endswith(f"{UNIT}_标注.xlsm")
    with zipfile.ZipFile(made["copy"]) as package:
        assert package.read("xl/vbaProject.bin") == macros.read_bytes()
    assert openpyxl.load_workbook(made["copy"])["月度进展"]["B3"].comment


def test_the_rows_of_a_merged_amount_share_a_line(busy: Office, tmp_path: Path) -> None:
    rows = progress(*([code, 5, 5] for code in CODES[:4]))
    path = tmp_path / f"{UNIT}.xlsx"
    path.write_bytes(formats.xlsx(rows, merges=[(2, 1, 4, 1)]))
    made = slip_of(busy, path, "--campaign", "yueqing-2021", "--month", "2021-09")
    (line,) = lines(made["slip"])
    assert (line["cell"], line["found"], line["example"]) == ("B3:B5", "5", "")
    assert openpyxl.load_workbook(made["copy"]).worksheets[0]["B3"].comment


def test_what_looks_like_a_formula_stays_a_text_in_slip_and_copy(
    busy: Office, tmp_path: Path
) -> None:
    evil = '=HYPERLINK("http://x")'
    path = tmp_path / f"{UNIT}_月度进展.csv"
    path.write_bytes(formats.csv(unit_of(evil), encoding="utf-8-sig"))
    made = slip_of(busy, path, "--campaign", "yueqing-2021", "--month", "2021-09")
    for file in (made["slip"], made["copy"]):
        book = openpyxl.load_workbook(file)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert any(cell.value == evil for cell in cells)
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert "按相同的工作表和单元格位置另存文字" in texts(made["slip"])


def test_broken_rules_of_a_trial_stand_on_its_slip(busy: Office, tmp_path: Path) -> None:
    path = tmp_path / f"{UNIT}.xlsx"
    path.write_bytes(formats.xlsx(progress([CODES[0], 5, -5], [CODES[1], "约5", 6])))
    failures = [
        failure("progress_negative", "critical", 3, "invested_to_date_wanyuan", "-5.0000"),
        failure("progress_falls", "warning", 4, "invested_to_date_wanyuan", "6.0000"),
        failure("progress_twice", "info", 4, "project_code", CODES[1]),
    ]
    (tmp_path / "failures.json").write_text(json.dumps(failures), "utf-8")
    made = slip_of(
        busy,
        path,
        *("--campaign", "yueqing-2021", "--month", "2021-09", "--language", "en"),
        *("--failures", str(tmp_path / "failures.json")),
    )
    found = [(each["cell"], each["demand"], each["found"]) for each in lines(made["slip"])]
    assert found == [
        ("C3", "Must be mended", "-5"),
        ("B4", "Must be mended", "约5"),
        ("C4", "Please check", "6"),
    ]
    assert made["slip"].endswith(f"{UNIT}_return_slip.xlsx")
    said = texts(made["slip"])
    assert "2 must be mended, 1 please check" in said
    assert "1 rows taken, 1 returned" in said
    assert "(read on trial, not filed yet)" in said


def failure(rule: str, severity: str, row: int, column: str, value: str) -> dict[str, Any]:
    place = {"source_file": "x", "source_sheet": "月度进展", "source_row": row}
    said = {"suite": "progress", "rule_id": rule, "severity": severity}
    return said | place | {"column_name": column, "value": value, "expected": None}


def test_failures_that_are_none_are_refused_with_a_sentence(busy: Office, tmp_path: Path) -> None:
    path = tmp_path / f"{UNIT}.xlsx"
    path.write_bytes(formats.xlsx(progress([CODES[0], 5, 5])))
    said: Mapping[str, str] = {"{": "no JSON", "{}": "list of objects", '[{"suite": 1}]': "rule_id"}
    for text, words in said.items():
        (tmp_path / "failures.json").write_text(text, "utf-8")
        place = ("--campaign", "yueqing-2021", "--month", "2021-09")
        result = busy.call("slip", str(path), *place, "--failures", f"{tmp_path}/failures.json")
        assert (result.exit_code, words in result.stderr) == (1, True), result.stderr


def test_a_file_with_nothing_to_mend_gets_no_slip(busy: Office, tmp_path: Path) -> None:
    path = tmp_path / f"{UNIT}.xlsx"
    path.write_bytes(formats.xlsx(progress([CODES[0], 5, 5])))
    made = slip_of(busy, path, "--campaign", "yueqing-2021", "--month", "2021-09")
    assert made == {"slip": None, "copy": None, "items": 0}


def test_a_slip_prints_on_a4_across_one_page_and_keeps_its_header_in_sight(
    busy: Office, tmp_path: Path
) -> None:
    path = tmp_path / f"{UNIT}.xlsx"
    path.write_bytes(formats.xlsx([*FAULTY, row(0)[:1]]))
    made = slip_of(busy, path, "--campaign", "yueqing-2021", "--month", "2021-09")
    book = openpyxl.load_workbook(made["slip"])
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)  # as many pages as it takes
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        top = int(sheet.freeze_panes[1:])
        for cells in sheet.iter_rows(min_row=top, max_row=top + len(EXPECTED) - 1):
            for cell in cells:
                assert cell.alignment.wrap_text or not cell.value
        assert all(sheet.row_dimensions[at].height for at in range(1, top + 1))


def test_confidential_values_are_on_the_slip_and_not_in_the_snapshot(tmp_path: Path) -> None:
    office = Office(tmp_path)
    header = ["招引编号", "项目名称", "投资主体", "总投资", "列入清单", "保密"]
    secret = ["Y-1", "机密项目", "某公司", "约3亿多", "2021-09-05", "是"]
    office.file({"项目清单": LISTED, "招引项目": [["单位：万元"], header, secret]})
    office.run()
    (made,) = slips(office)
    assert [line["found"] for line in lines(made["slip"])] == ["约3亿多"]
    assert office.ask("select table_name, row_key, value from slip_items") == [
        ("prospects", None, None)
    ]
    assert Path(made["slip"]).stat().st_mode & 0o077 == 0


def asked_of(content: bytes, name: str) -> tuple[Receipt, Asked]:
    """What a slip of a file of 2021-09 is made of."""
    definitions = campaigns.load_all()
    at = "2021-10-03T08:00:00+00:00"
    receipt = Receipt(f"yueqing-2021/2021-09/{name}", "", 0, 0, at, {})
    slot = place(receipt, {id_: each.campaign for id_, each in definitions.items()})
    reading = Reader(definitions).read(receipt, content)
    items = faults_of(reading.rejects.to_dicts(), [])
    return receipt, Asked("zh-CN", slot, receipt.path, items, reading.mapping)


def test_a_file_that_takes_its_process_down_gets_a_slip_without_a_copy() -> None:
    content = formats.xlsx(unit_of("约5"))
    receipt, asked = asked_of(content, f"{UNIT}.xlsx")
    impatient = Marker({receipt.id: asked}, replace(BOUNDS, seconds=0))
    with Workers(impatient, count=1) as workers:
        (died,) = workers.read([(receipt, content)])
    assert died.copy is None
    assert "超过时限" in died.why_not
    with Workers(Marker({receipt.id: asked}), count=1) as workers:
        (lived,) = workers.read([(receipt, content)])
    assert died.lines == lived.lines
    assert lived.copy


@pytest.mark.parametrize("format_", ["xls", "xlsb", "ods"])
def test_a_copy_of_another_format_has_the_same_texts_in_the_same_cells(format_: str) -> None:
    rows: list[list[Any]] = [["表题", None], *unit_of("约5"), [None, None], [CODES[1], "约6"]]
    content = formats.WORKBOOKS[format_](rows, "月度进展", [(0, 0, 0, 1)])
    receipt, asked = asked_of(content, f"{UNIT}.{format_}")
    marked = Marker({receipt.id: asked}).read(receipt, content)
    assert (marked.is_own, marked.ending) == (False, ".xlsx")
    assert [(line.cell, line.example) for line in marked.lines] == [("B4", "5"), ("B6", "6")]
    assert marked.copy
    sheet = openpyxl.load_workbook(io.BytesIO(marked.copy))["月度进展"]
    found = [list(cells) for cells in sheet.iter_rows(max_col=2, values_only=True)]
    assert [cells[: len(row)] for cells, row in zip(found, rows, strict=True)] == rows
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:B1"]


def test_links_to_other_workbooks_stay_as_they_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Worksheet = book.active
    sheet.title = "月度进展"
    for cells in unit_of("约5"):
        sheet.append(cells)
    sheet["D9"] = "=[1]去年!A1"
    link = ExternalLink(externalBook=ExternalBook(sheetNames=ExternalSheetNames(["去年"])))
    target = "file:///nowhere/at/all.xlsx"
    link.file_link = Relationship(type="externalLinkPath", Target=target, TargetMode="External")
    book._external_links.append(link)
    content = io.BytesIO()
    book.save(content)
    receipt, asked = asked_of(content.getvalue(), f"{UNIT}.xlsx")
    marked = Marker({receipt.id: asked}).read(receipt, content.getvalue())
    assert marked.copy
    assert marked.is_own
    copy = openpyxl.load_workbook(io.BytesIO(marked.copy))
    assert copy["月度进展"]["D9"].value == "=[1]去年!A1"
    assert [each.file_link.Target for each in copy._external_links] == [target]


def test_the_office_is_proposed_the_nearest_unit_and_a_unit_itself() -> None:
    header = ["项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资", "责任单位"]
    rows: list[list[Any]] = [header, [CODES[0], *A[1:], "柳市镇政府"], [CODES[1], *A[1:], "某某"]]
    office = campaigns.load_all()[CAMPAIGN].campaign.office.name.zh
    found = {}
    for name in (office, "虹桥镇"):
        receipt, asked = asked_of(formats.xlsx(rows, "项目清单"), f"{name}.xlsx")
        marked = Marker({receipt.id: asked}).read(receipt, formats.xlsx(rows, "项目清单"))
        found[name] = [(line.cell, line.example, line.is_usual) for line in marked.lines]
    assert found[office][0] == ("G2", "柳市镇", False)
    assert found[office][1][2], "nothing is near: any name only shows how it is written"
    assert found["虹桥镇"] == [("G2", "虹桥镇", False), ("G3", "虹桥镇", False)]
