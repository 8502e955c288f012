"""The ways in which offices set a table out. Each gives the same records, typed elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from tests.corpus.recipe import (
    CODE,
    IN_MONTH,
    LABELS,
    NUMBER,
    RECORDS,
    REGISTERED,
    STARTED,
    STATUS,
    TO_DATE,
    UNIT,
    WORDS,
    Canvas,
    Laid,
    Places,
    Record,
    type_table,
)
from tests.formats import Rows

ALL = tuple(LABELS)
TITLE = "2021年10月重大项目月度进展表"
WIDTH = len(ALL)


def lay(
    sheet: Canvas,
    header: Sequence[Any],
    *,
    unit: str = "万元",
    top: int = 0,
    left: int = 0,
    records: Sequence[Record] = RECORDS,
    columns: Sequence[str] = ALL,
    units: dict[str, str] | None = None,
    **more: Any,
) -> Laid:
    """One row of labels at `top`, and the records below it."""
    sheet.line(top, *header, left=left)
    in_units = {name: (units or {}).get(name, unit) for name in columns}
    places = type_table(
        sheet, top + 1, left, records=dict(enumerate(records)), columns=columns, units=in_units
    )
    return Laid([sheet], list(records), places, in_units, **more)


HEADER = tuple(LABELS.values())


def bare() -> Laid:
    """The table at A1; the campaign's own unit."""
    return lay(Canvas(), HEADER)


def unit_line() -> Laid:
    """A line with the unit."""
    sheet = Canvas()
    sheet.line(0, "单位：亿元")
    return lay(sheet, HEADER, unit="亿元", top=1)


def unit_in_title() -> Laid:
    """The unit in brackets at the title's end."""
    sheet = Canvas()
    sheet.merged(f"{TITLE}（百万元）", 0, 0, 0, WIDTH - 1)
    return lay(sheet, HEADER, unit="百万元", top=1)


def unit_right() -> Laid:
    """The unit at the right end of the line that says who files and when."""
    sheet = Canvas()
    sheet.merged(TITLE, 0, 0, 0, WIDTH - 1)
    sheet.line(1, f"填报单位：{UNIT}", None, None, None, "填报日期：2021年11月3日")
    sheet.line(1, "金额单位：人民币元", left=WIDTH - 1)
    return lay(sheet, HEADER, unit="元", top=2)


def _heads(sheet: Canvas, top: int, levels: Sequence[Sequence[tuple[str, int]]]) -> None:
    """Rows of a header as (text, columns): merged across, and down where nothing stands below."""
    for level, row in enumerate(levels):
        at = 0
        for text, span in row:
            is_alone = span == 1 and text and not any(_at(each, at) for each in levels[level + 1 :])
            bottom = top + len(levels) - 1 if is_alone else top + level
            if text:
                sheet.merged(text, top + level, at, bottom, at + span - 1)
            at += span


def _at(row: Sequence[tuple[str, int]], at: int) -> str:
    texts = [text for text, span in row for _ in range(span)]
    return texts[at]


def two_levels() -> Laid:
    """本月 and 累计 under 完成投资（亿元）."""
    sheet = Canvas()
    groups = [("序号", 1), ("项目代码", 1), ("完成投资（亿元）", 2)]
    singles = [(LABELS[name], 1) for name in (STATUS, STARTED, REGISTERED, WORDS)]
    below = [("", 2), ("本月", 1), ("累计", 1), ("", 4)]
    _heads(sheet, 1, [[*groups, *singles], below])
    sheet.merged(TITLE, 0, 0, 0, WIDTH - 1)
    return _under(sheet, 3, "亿元")


def three_levels() -> Laid:
    """A unit on the middle level."""
    sheet = Canvas()
    _heads(
        sheet,
        0,
        [
            [("基本情况", 2), ("进展情况", 6)],
            [("", 2), ("投资（千元）", 2), ("建设", 4)],
            [(LABELS[name], 1) for name in ALL],
        ],
    )
    return _under(sheet, 3, "千元")


def four_levels() -> Laid:
    """As deep as a header may be."""
    sheet = Canvas()
    _heads(
        sheet,
        0,
        [
            [("项目", 2), ("进展", 6)],
            [("", 2), ("2021年", 6)],
            [("", 2), ("投资（亿元）", 2), ("建设情况", 4)],
            [(LABELS[name], 1) for name in ALL],
        ],
    )
    return _under(sheet, 4, "亿元")


def _under(sheet: Canvas, top: int, unit: str) -> Laid:
    """The records below a header that stands already."""
    return lay(sheet, (), unit=unit, top=top - 1)


def at_d7() -> Laid:
    """The table begins at D7, with its title over it."""
    sheet = Canvas()
    sheet.merged(TITLE, 3, 3, 3, 2 + WIDTH)
    sheet.line(4, "单位：亿元", left=3)
    return lay(sheet, HEADER, unit="亿元", top=6, left=3)


def units_over_columns() -> Laid:
    """万元 over one column, 亿元 over the next."""
    units = {IN_MONTH: "万元", TO_DATE: "亿元"}
    header = [f"{LABELS[n]}（{units[n]}）" if n in units else LABELS[n] for n in ALL]
    return lay(Canvas(), header, units=units)


def ornamented() -> Laid:
    """Labels with stars, blanks, line breaks and units behind a stroke."""
    header = ["序 号", "*项 目 代 码", "本月\n完成投资/亿元", "累计完成投资\n（单位：亿元）"]
    return lay(Canvas(), [*header, "状  态", "★实际开工", "入统", "形象进度"], unit="亿元")


def english() -> Laid:
    """Headers in English."""
    labels = ("No.", "Project code", "Invested in month", "Invested to date", "Status")
    more = ("Started on", "Registered in statistics", "Site progress")
    return lay(Canvas(), (*labels, *more))


def reordered() -> Laid:
    """Another order, with a column that is none of ours."""
    columns = (WORDS, TO_DATE, IN_MONTH, NUMBER, CODE, REGISTERED, STATUS, STARTED)
    laid = lay(Canvas(), [LABELS[name] for name in columns], columns=columns)
    laid.sheets[0].line(0, "联系电话", left=WIDTH)
    laid.sheets[0].line(1, "88880000", left=WIDTH)
    laid.notes.add("unread_headers")
    return laid


def near_label() -> Laid:
    """A header that is not quite ours."""
    header = ["累计完成投资额" if name == TO_DATE else LABELS[name] for name in ALL]
    return lay(Canvas(), header, notes={"fuzzy_header"})


def numbered() -> Laid:
    """A row that counts the columns, below the header."""
    sheet = Canvas()
    sheet.line(0, *HEADER)
    return lay(sheet, [f"（{at}）" for at in range(1, WIDTH + 1)], top=1, notes={"numbering_row"})


def printed() -> Laid:
    """Pages as they are printed: subtotal, title, unit and header again in the middle."""
    sheet = Canvas()
    sheet.line(0, "单位：亿元")
    laid = lay(sheet, HEADER, unit="亿元", top=1, records=RECORDS[:3])
    sheet.line(5, "本页小计", None, 12.12345, 347.17895)
    sheet.line(6, TITLE)
    sheet.line(7, "单位：亿元")
    second = lay(sheet, HEADER, unit="亿元", top=8, records=RECORDS[3:])
    moved = {(number + 3, name): place for (number, name), place in second.places.items()}
    return replace(
        laid,
        records=list(RECORDS),
        places=laid.places | moved,
        notes={"total_row", "repeated_header"},
    )


def sections() -> Laid:
    """Groups with their names and subtotals, and a total at the end."""
    sheet = Canvas()
    sheet.line(0, "单位：万元")
    first = lay(sheet, HEADER, top=1, records=())
    sheet.line(2, "一", "产业项目")
    upper = lay(sheet, (), top=2, records=RECORDS[:3])
    sheet.line(6, "小计", None, 121234.5, 3471789.75)
    sheet.line(7, "（二）", "民生项目")
    lower = lay(sheet, (), top=7, records=RECORDS[3:])
    sheet.line(10, "合 计", "5个", 121323.3, 3542789.7499)
    moved = {(number + 3, name): place for (number, name), place in lower.places.items()}
    notes = {"section_row", "total_row"}
    return replace(first, records=list(RECORDS), places=upper.places | moved, notes=notes)


def footed() -> Laid:
    """Notes and signatures below the table."""
    sheet = Canvas()
    laid = lay(sheet, HEADER, notes={"note_row"})
    sheet.line(7, "注：1.本表由项目责任单位填报；2.金额保留四位小数。")
    sheet.line(8, "单位负责人：", None, None, "填表人：综合科", None, "联系电话：88880000")
    return laid


def gaps() -> Laid:
    """Blank rows between the records and a blank column among the columns."""
    sheet = Canvas()
    columns = (*ALL[:4], "", *ALL[4:])
    sheet.line(0, *(LABELS.get(name) for name in columns))
    places: Places = {}
    for number, record in enumerate(RECORDS):
        one = {number: record}
        units = dict.fromkeys(ALL, "万元")
        row = 1 + 2 * number
        places |= type_table(sheet, row, 0, records=one, columns=ALL[:4], units=units)
        places |= type_table(sheet, row, 5, records=one, columns=ALL[4:], units=units)
    return Laid([sheet], list(RECORDS), places, dict.fromkeys(ALL, "万元"))


PLANS: Rows = (["项目代码", "月份", "当月计划投资"], [RECORDS[0].code, "2021-10", 30])
LAND: Rows = (
    ["地块编号", "项目代码", "面积（亩）", "计划清零"],
    ["D1", RECORDS[0].code, 12.5, "2021-11-30"],
)


def above_each_other() -> Laid:
    """Two tables on a sheet, each with its title and unit."""
    sheet = Canvas("报表")
    sheet.line(0, "月度进展")
    sheet.line(1, "单位：亿元")
    laid = lay(sheet, HEADER, unit="亿元", top=2, others={"plans": 1})
    sheet.line(8, "合计", None, 12.13233, 354.27897499)
    for row, texts in enumerate((["月度计划"], ["单位：万元"], *PLANS), 10):
        sheet.line(row, *texts)
    laid.notes.add("total_row")
    return laid


def beside_each_other() -> Laid:
    """Two tables side by side."""
    sheet = Canvas("报表")
    sheet.line(0, "单位：亿元")
    laid = lay(sheet, HEADER, unit="亿元", top=1, others={"land": 1})
    for row, texts in enumerate(LAND, 1):
        sheet.line(row, *texts, left=WIDTH + 1)
    return laid


def hidden_lines() -> Laid:
    """A hidden row and a hidden column."""
    laid = lay(Canvas(), HEADER, notes={"hidden_rows", "hidden_columns"})
    laid.sheets[0].hidden_rows.append(3)
    laid.sheets[0].hidden_columns.append(2)
    return laid


def _cover() -> Canvas:
    cover = Canvas("封面")
    cover.line(3, TITLE)
    return cover


def hidden_sheet() -> Laid:
    """The table on a hidden sheet."""
    laid = lay(Canvas(is_hidden=True), HEADER, notes={"hidden_sheet"}, left_alone=["封面"])
    laid.sheets.insert(0, _cover())
    return laid


def covered() -> Laid:
    """A cover, instructions, the table, and telephone numbers."""
    laid = lay(Canvas(), HEADER, left_alone=["封面", "填表说明", "通讯录"])
    told, numbers = Canvas("填表说明"), Canvas("通讯录")
    told.line(0, "一、本表每月5日前报送。")
    told.line(1, "二、金额单位为万元。")
    numbers.line(0, "科室", "电话")
    numbers.line(1, "综合科", "88880000")
    laid.sheets = [_cover(), told, *laid.sheets, numbers]
    return laid


def over_two_sheets() -> Laid:
    """The list split over two sheets."""
    upper, lower = Canvas("产业项目"), Canvas("民生项目")
    first = lay(upper, HEADER, records=RECORDS[:3])
    second = lay(lower, HEADER, records=RECORDS[3:])
    moved = {(number + 3, name): place for (number, name), place in second.places.items()}
    return replace(first, sheets=[upper, lower], records=list(RECORDS), places=first.places | moved)


def merged_label() -> Laid:
    """A word merged over two records stands for both."""
    records = [*RECORDS[:3], replace(RECORDS[3], status="在建"), RECORDS[4]]
    laid = lay(Canvas(), HEADER, records=records, notes={"merged_cells"})
    sheet, row, at = laid.places[3, STATUS]
    sheet.merges.append((row, at, row + 1, at))
    return laid


# Text has one sheet, nothing hidden and nothing merged over values.
ANYWHERE: tuple[Callable[[], Laid], ...] = (
    *(bare, unit_line, unit_in_title, unit_right, two_levels, three_levels, four_levels, at_d7),
    *(units_over_columns, ornamented, english, reordered, near_label, numbered, printed),
    *(sections, footed, gaps, above_each_other, beside_each_other),
)
IN_WORKBOOKS = (hidden_lines, hidden_sheet, covered, over_two_sheets, merged_label)
