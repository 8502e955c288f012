"""How a marked copy is written: into the sender's own workbook, or its texts into a new one.

A mark is a fill and a comment; the comment alone says all, so nothing hangs on colour.
"""

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from locales import translator
from pipelines.read import Grid
from pipelines.read.content import ZIP
from pipelines.read.package import kind, open_package
from pipelines.slips.model import Line

MACROS = "xl/vbaProject.bin"
FILLS = {True: "FFC7CE", False: "FFEB9C"}  # must be mended, to be checked
COMMENT_WIDTH, COMMENT_LINE, LETTERS = 320, 18, 22
# What a sheet may not be called, and how long its name may be.
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
NAME_LENGTH = 31


def own(content: bytes, marks: Sequence[Line], language: str) -> tuple[bytes, str] | None:
    """The workbook as it was but for the marks, with its ending; None if it is no xlsx or xlsm.

    Formulas, styles and macros stay; links to other files stay as they are and are not followed.
    """
    if not content.startswith(ZIP):
        return None
    with open_package(content) as package:
        if kind(package) != "xlsx":
            return None
        has_macros = MACROS in package.namelist()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that only newer programs know
        book = load_workbook(io.BytesIO(content), keep_vba=has_macros, rich_text=True)
        for (sheet, address), lines in _by_cell(marks).items():
            book[sheet].sheet_state = "visible"  # or the slip's link leads nowhere
            _mark(book[sheet][address], lines, language)
        # Results of formulas are not kept by the library: the program works them out on opening.
        book.calculation.fullCalcOnLoad = True
        copy = io.BytesIO()
        book.save(copy)
    return copy.getvalue(), ".xlsm" if has_macros else ".xlsx"


def texts(
    grids: Sequence[Grid], marks: Sequence[Line], language: str
) -> tuple[bytes, dict[str, str]]:
    """A workbook with the same texts in the same cells, and its sheets by their former names.

    Every cell is a text, so nothing in it is taken for a formula and a code keeps its digits.
    """
    names = _sheet_names(grids)
    by_cell = _by_cell(marks)
    copy = io.BytesIO()
    with xlsxwriter.Workbook(copy, {"in_memory": True, "strings_to_formulas": False}) as book:
        fills = {must: book.add_format({"bg_color": f"#{fill}"}) for must, fill in FILLS.items()}
        for grid in grids:
            page = book.add_worksheet(names[grid.sheet])
            _fill(page, grid)
            for (sheet, address), lines in by_cell.items():
                if sheet == grid.sheet:
                    fill = fills[any(line.must_be_mended for line in lines)]
                    page.write_string(address, lines[0].found, fill)
                    page.write_comment(address, _comment(lines, language), _box(lines, language))
            page.autofit()
    return copy.getvalue(), names


def _fill(page: Any, grid: Grid) -> None:
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for row, cells in enumerate(grid.cells.iter_rows()):
        for column, text in enumerate(cells):
            if text:
                page.write_string(row, column, text)
    for (top, left), last in sorted(set(grid.merged)):
        if top < grid.cells.height and left < grid.cells.width:
            page.merge_range(top, left, *last, "")
            page.write_string(top, left, grid.cells[top, left] or "")


def _by_cell(marks: Sequence[Line]) -> Mapping[tuple[str, str], list[Line]]:
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in marks:
        found[line.sheet, line.cell].append(line)
    return found


def _mark(cell: Cell, lines: Sequence[Line], language: str) -> None:
    cell.fill = PatternFill("solid", fgColor=FILLS[any(line.must_be_mended for line in lines)])
    said = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(
        said + _comment(lines, language),
        translator(language)("slips.author"),
        width=COMMENT_WIDTH,
        height=_height(lines, language),
    )


def _comment(lines: Sequence[Line], language: str) -> str:
    """All that is wrong with a cell, with the numbers of the slip's lines."""
    return "\n".join(_said(line, language) for line in lines)


def _said(line: Line, language: str) -> str:
    t = translator(language)
    demand = t("slips.must" if line.must_be_mended else "slips.check")
    parts = [t("slips.comment", number=line.number, demand=demand, wrong=line.wrong)]
    if line.example:
        key = "slips.comment_usual" if line.is_usual else "slips.comment_example"
        parts.append(t(key, example=line.example))
    return "\n".join(parts)


def _box(lines: Sequence[Line], language: str) -> dict[str, object]:
    return {
        "author": translator(language)("slips.author"),
        "width": COMMENT_WIDTH,
        "height": _height(lines, language),
    }


def _height(lines: Sequence[Line], language: str) -> int:
    """Pixels that the comment takes, so that it can be read without being pulled open."""
    rows = sum(1 + len(row) // LETTERS for row in _comment(lines, language).split("\n"))
    return COMMENT_LINE * (rows + 1)


def _sheet_names(grids: Sequence[Grid]) -> dict[str, str]:
    return dict(_allowed([grid.sheet for grid in grids]))


def _allowed(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name as a sheet may bear it, no two alike."""
    given: set[str] = set()
    for name in names:
        bare = FORBIDDEN.sub("_", name).strip("'")[:NAME_LENGTH] or "1"
        allowed, number = bare, 2
        while allowed.lower() in given:
            allowed = f"{bare[: NAME_LENGTH - 3]}_{number}"
            number += 1
        given.add(allowed.lower())
        yield name, allowed
