"""A unit's workbook: a sheet for each of its tables, and one that explains them.

The same snapshot gives the same bytes: nothing in it has a clock.
"""

import io
from datetime import datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from warehouse.tables import NOTES_SHEET
from warehouse.templates.looks import Looks
from warehouse.templates.material import Material, Unit
from warehouse.templates.sheet import A4, Sheet
from warehouse.templates.words import both, meaning

LIST_COLUMNS = {"unit": 4, "month": 5}
WIDTHS = ((0, 22), (1, 60), (2, 10), (3, 3), (4, 30), (5, 12))
STEPS = ("where", "what", "new_rows", "not_filed", "unlock", "send")


def workbook(material: Material, unit: Unit) -> bytes:
    """The template of a unit as an .xlsx."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        made = datetime.combine(material.heading.last_day, time())
        book.set_properties({"created": made, "title": f"{unit.zh} {material.heading.month}"})
        looks = Looks(book)
        sheets = [Sheet(table, unit, material) for table in unit.tables]
        places = [book.add_worksheet(sheet.table.zh) for sheet in sheets]
        notes = _Notes(book.add_worksheet(NOTES_SHEET), looks, material)
        lists = notes.lists() | _codes(sheets)
        for sheet, place in zip(sheets, places, strict=True):
            sheet.write(place, looks, lists)
        notes.write(sheets)
    return content.getvalue()


def _codes(sheets: list[Sheet]) -> dict[str, str]:
    """The codes of the unit's projects, where they are listed in the same workbook."""
    listed = [each.range_of("project_code") for each in sheets if each.table.name == "projects"]
    return dict.fromkeys(["project_code"], listed[0]) if listed else {}


class _Notes:
    """The sheet that explains. It holds no table, and the reader knows it by its name."""

    def __init__(self, sheet: Any, looks: Looks, material: Material) -> None:
        self._sheet, self._looks = sheet, looks
        self._lists = {"unit": list(material.unit_names.values()), "month": material.months}
        self._row = 0

    def lists(self) -> dict[str, str]:
        """Where the units and the months stand that may be chosen."""
        ends = {name: max(len(self._lists[name]), 1) for name in LIST_COLUMNS}
        return {
            name: f"='{NOTES_SHEET}'!{xl_range_abs(1, column, ends[name], column)}"
            for name, column in LIST_COLUMNS.items()
        }

    def write(self, sheets: list[Sheet]) -> None:
        for column, width in WIDTHS:
            self._sheet.set_column(column, column, width)
        for name, column in LIST_COLUMNS.items():
            self._sheet.write_string(0, column, both(f"list_{name}", " "), self._bold)
            self._sheet.write_column(1, column, self._lists[name])
        self._line("", both("notes.title", " "), is_head=True)
        for number, step in enumerate(STEPS, 1):
            self._line(str(number), both(f"notes.{step}"))
        for each in sheets:
            about = each.table.meaning
            self._line(f"{each.table.zh} {each.table.en}", f"{about.zh}\n{about.en}", is_head=True)
            for field in each.fields:
                if field.part != "reference":
                    asked = field.column
                    self._line(f"{asked.zh} {asked.en}", meaning(asked))
        self._sheet.set_landscape()
        self._sheet.set_paper(A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.protect()

    @property
    def _bold(self) -> Any:
        return self._looks.line(bold=True)

    def _line(self, name: str, text: str, *, is_head: bool = False) -> None:
        look = self._looks.line(bold=is_head)
        self._sheet.write_string(self._row, 0, name, look)
        self._sheet.write_string(self._row, 1, text, look)
        self._row += 1
