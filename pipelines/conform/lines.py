"""What rows are besides data: titles and lines above a table, totals, sections and notes below.

Nothing of it is data, and nothing that could be data is taken for it: a row with a valid key in
its place is data whatever else it says.
"""

import re

TOTAL = re.compile(
    r"(?i)^\s*(?:本页|全[市县区镇乡]|[一二三四五六七八九十]+\s*[、.．])?\s*"
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|t\s*o\s*t\s*a\s*l|sub-?total|grand total)"
    r"\s*[:：]?\s*(?:[（(].*[)）])?\s*$"
)
NOTE = re.compile(
    r"(?i)^\s*(?:注|备注|说明|附注|note)\s*(?:[:：.．、0-9①②③]|$)"
    r"|^\s*(?:填表|填报|审核|制表|负责人|单位负责人|联系|本表)[^，。]{0,8}\s*(?:[:：]|$)"
    r"|^\s*(?:本表|填表说明)"
)
# 一、 or （二） before the name of a group of rows.
SECTION = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+\s*[、.．]?|[（(][一二三四五六七八九十]+[)）])\s*$"
)
# What begins like a project code may be a spoilt one; it is no count of projects.
CODE_LIKE = re.compile(r"[0-9]{4}-")
TOTAL_COLUMNS = 3
# Lines above a table: who files, when, in what unit.
LINE = re.compile(
    r"填报|报送单位|填表|单位\s*[:：]|日期|截至|截止|时间\s*[:：]|月份\s*[:：]|[12]\d{3}\s*年.*月"
)
NUMERIC = re.compile(r"^[+-]?[\d,.]+%?$|^\d{4}[-./]\d{1,2}([-./]\d{1,2})?$|^\d{4}-\d{6}-")
# The row of column numbers that forms have below their header.
NUMBERING = re.compile(r"^[（(]?(?:\d{1,2}|[甲乙丙丁])[)）]?$")

Row = list[str | None]


def row_kind(cells: Row, key: int | None, *, is_code: bool) -> str:
    """What a row without a valid code is: blank, total_row, note_row, section_row or data.

    `key` is the place of the table's key among the cells, which for a total holds nothing or, where
    it should be a code, a count.
    """
    filled = [text for text in cells if text]
    if not filled:
        return "blank"
    here = cells[key] if key is not None else None
    is_keyless = not here or TOTAL.match(here) or (is_code and not CODE_LIKE.match(here))
    leading = [text for text in cells[:TOTAL_COLUMNS] if text]
    if any(map(TOTAL.match, leading)) or (is_keyless and any(map(TOTAL.match, filled))):
        return "total_row"
    if len(filled) == 1 or NOTE.match(filled[0]):
        return "note_row"
    return "section_row" if is_keyless and SECTION.match(filled[0]) else "data"


def is_line(row: Row) -> bool:
    """Whether a row can stand above a table: blank, one text, or nothing but such lines."""
    texts = {text for text in row if text}
    return len(texts) <= 1 or all(LINE.search(text) for text in texts)


def looks_like_data(row: Row) -> bool:
    """Whether a row has a number, a date or a code in it, as headers have not."""
    return any(NUMERIC.match(text.strip()) for text in row if text)


def is_numbering(row: Row) -> bool:
    """Whether a row only counts the columns: 甲 1 2 3, (1) (2) (3)."""
    texts = [text.strip() for text in row if text]
    if len(texts) < 3 or not all(NUMBERING.match(text) for text in texts):
        return False
    counted = [int(digits) for text in texts if (digits := re.sub(r"\D", "", text))]
    return counted == list(range(counted[0], counted[0] + len(counted))) if counted else False
