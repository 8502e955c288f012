"""How the cells of a template look: what is to be filled in is unlocked, yellow and dashed."""

from typing import Any

import xlsxwriter

from warehouse.tables import Type

NUMBERS: dict[Type, str] = {
    "money": "#,##0.00######",
    "area": "#,##0.00##",
    "percent": "0.00##",
    "integer": "0",
    "date": "yyyy-mm-dd",
}
WIDTHS: dict[Type, int] = {"project_code": 27, "text": 18, "unit": 16}
WIDTH = 13
THIN, DASHED = 1, 3
PARTS: dict[str, dict[str, Any]] = {
    "given": {"border": THIN},
    "reference": {"border": THIN, "bg_color": "#EDEDED", "font_color": "#595959", "italic": True},
    "fill": {"border": DASHED, "bg_color": "#FFF6D6", "locked": False},
}
HEADERS: dict[str, dict[str, Any]] = {
    "given": {"bg_color": "#D9E2EC"},
    "reference": {"bg_color": "#E0E0E0", "font_color": "#595959"},
    "fill": {"bg_color": "#FFE08A"},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def cell(self, part: str, type_: Type) -> Any:
        """Of a cell that is given, for reference, or to be filled in."""
        shown = {"num_format": NUMBERS.get(type_, "@"), "text_wrap": type_ == "text"}
        return self._format(**PARTS[part], **shown, valign="vcenter")

    def header(self, part: str) -> Any:
        """Of the header in Chinese."""
        return self._format(**HEADERS[part], **self._middle(), bold=True, border=THIN)

    def header_en(self, part: str) -> Any:
        """Of the header in English."""
        return self._format(**HEADERS[part], **self._middle(), font_size=8, border=THIN)

    def title(self) -> Any:
        """Of the line that says what a sheet is."""
        return self._format(bold=True, font_size=14, valign="vcenter")

    def line(self, *, bold: bool = False) -> Any:
        """Of any other line over a table, and of what is explained."""
        return self._format(text_wrap=True, valign="top", bold=bold)

    def _middle(self) -> dict[str, Any]:
        return {"align": "center", "valign": "vcenter", "text_wrap": True}

    def _format(self, **properties: Any) -> Any:
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
