"""A table as a sheet to be filled in: lines, header in two languages, given rows, spare rows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from locales import month_name
from warehouse.tables import MONEY_UNITS, Column, Table
from warehouse.templates.checks import Place, check
from warehouse.templates.forms import Field, fields, forms
from warehouse.templates.looks import WIDTH, WIDTHS, Looks
from warehouse.templates.material import Material, Row, Unit
from warehouse.templates.words import EN, ZH, both, header, header_en, meaning

A4 = 9
HEADER_HEIGHT = LEGEND_HEIGHT = 48
LINE_COLUMNS = 9


class Sheet:
    """One table of a unit's template."""

    def __init__(self, table: Table, unit: Unit, material: Material) -> None:
        self.table, self.unit, self.material = table, unit, material
        self.fields = fields(table, is_office=unit.is_office)
        self.rows = material.rows[table.name].get(unit.id, [])
        self.lines = list(_lines(table, unit, material))
        self.first_row = len(self.lines) + 2
        self.end_row = self.first_row + len(self.rows) + forms()[table.name].spare_rows

    def column(self, name: str) -> int:
        """Where the field of that name stands."""
        return next(at for at, field in enumerate(self.fields) if field.name == name)

    def range_of(self, name: str) -> str:
        """The cells of a column, to be chosen from elsewhere in the workbook."""
        at = self.column(name)
        cells = xl_range_abs(self.first_row, at, max(self.first_row, self.end_row - 1), at)
        return f"='{self.table.zh}'!{cells}"

    def write(self, sheet: Any, looks: Looks, lists: dict[str, str]) -> None:
        """Write everything; `lists` are ranges of the workbook by type of column."""
        self._write_head(sheet, looks)
        for number, row in enumerate(self.rows, self.first_row):
            self._write_row(sheet, looks, number, row)
        spare = [looks.cell(_part_when_new(field), field.column.type) for field in self.fields]
        for number in range(self.first_row + len(self.rows), self.end_row):
            for at, look in enumerate(spare):
                sheet.write_blank(number, at, None, look)
        if self.end_row > self.first_row:
            self._add_checks(sheet, lists)
        self._set_up(sheet)

    def _write_head(self, sheet: Any, looks: Looks) -> None:
        last = max(len(self.fields) - 1, LINE_COLUMNS - 1)
        for number, text in enumerate(self.lines):
            sheet.merge_range(number, 0, number, last, text, looks.line())
        sheet.write_string(0, 0, self.lines[0], looks.title())
        sheet.set_row(2, LEGEND_HEIGHT)
        top = len(self.lines)
        sheet.set_row(top, HEADER_HEIGHT)
        for at, field in enumerate(self.fields):
            text = header(field, self.material.heading.money_unit)
            sheet.write_string(top, at, text, looks.header(field.part))
            sheet.write_string(top + 1, at, header_en(field), looks.header_en(field.part))
            sheet.set_column(at, at, WIDTHS.get(field.column.type, WIDTH))
            sheet.write_comment(top, at, meaning(field.column), {"x_scale": 2, "y_scale": 1.5})

    def _write_row(self, sheet: Any, looks: Looks, number: int, row: Row) -> None:
        hidden = self._hidden(row)
        for at, field in enumerate(self.fields):
            is_hidden = field.name in hidden
            part = "fill" if is_hidden or not self._is_kept(field, row) else field.part
            look = looks.cell(part, field.column.type)
            _write(sheet, number, at, self._shown(field.column, row.get(field.name)), look)
            if is_hidden:
                sheet.write_comment(number, at, both("hidden"))

    def _is_kept(self, field: Field, row: Row) -> bool:
        """Whether a cell stays as it is: not one that has to be there and is not."""
        return not field.column.required or row.get(field.name) is not None

    def _hidden(self, row: Row) -> set[str]:
        """The columns that a snapshot hides of this row: it is confidential, or was later."""
        required = [c.name for c in self.table.columns if c.confidential and c.required]
        is_hidden = any(row[name] is None for name in required)
        return set(self.table.hidden) if is_hidden else set()

    def _shown(self, column: Column, value: Any) -> Any:
        """A value as it is written in a sheet."""
        if isinstance(value, bool):
            return ZH("templates.yes") if value else ZH("templates.no")
        if column.type == "choice":
            return next((choice.zh for choice in column.choices if choice.id == value), None)
        if column.type == "unit":
            return self.material.unit_names.get(value, value)
        if column.type == "money" and value is not None:
            return value / MONEY_UNITS[self.material.heading.money_unit]
        return value

    def _add_checks(self, sheet: Any, lists: dict[str, str]) -> None:
        form = forms()[self.table.name]
        for at, field in enumerate(self.fields):
            below = form.not_below.get(field.name)
            is_key = self.table.key == (field.name,)
            place = Place(
                cell=xl_rowcol_to_cell(self.first_row, at),
                last_day=self.material.heading.last_day,
                reference=xl_rowcol_to_cell(self.first_row, self.column(below)) if below else None,
                # What a register is a list of is written there for the first time.
                lists={kind: cells for kind, cells in lists.items() if not is_key},
            )
            options = check(self.table, field.column, place) if field.part != "reference" else None
            if options:
                sheet.data_validation(self.first_row, at, self.end_row - 1, at, options)

    def _set_up(self, sheet: Any) -> None:
        sheet.freeze_panes(self.first_row, 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(len(self.lines), self.first_row - 1)
        allowed = ("format_columns", "format_rows", "insert_rows", "sort", "autofilter")
        sheet.protect("", dict.fromkeys(allowed, True))


def _part_when_new(field: Field) -> str:
    return "reference" if field.part == "reference" else "fill"


def _lines(table: Table, unit: Unit, material: Material) -> Iterator[str]:
    """What stands above the header, each line in both languages."""
    heading = material.heading
    has_money = any(column.type == "money" for column in table.columns)
    said = {"money": heading.money_unit, "due": heading.filing_due_on}
    names = (
        {"campaign": heading.name_zh, "table": table.zh, "unit": unit.zh},
        {"campaign": heading.name_en, "table": table.en, "unit": unit.en},
    )
    for key in ("title", "line_money" if has_money else "line"):
        yield "    ".join(
            t(f"templates.{key}", month=month_name(heading.month, t.language), **said, **named)
            for t, named in zip((ZH, EN), names, strict=True)
        )
    yield both(f"legend_{table.kind}")
    if heading.is_synthetic:
        yield both("synthetic", " ")


def _write(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, Decimal | int):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, str(value), look)
