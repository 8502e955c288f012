"""What stands beside the values of an OpenDocument spreadsheet."""

import zipfile

from pipelines.read.beside import Beside, Book
from pipelines.read.beside.xml import Attributes, parse, prefixed
from pipelines.read.package import pieces

# Rows and columns are repeated by number; more than this of something is a sheet's empty rest.
REPEATED = 10_000


def look(package: zipfile.ZipFile) -> Book:
    """What the workbook holds beside its values. Its dates are written as dates."""
    content = _Content()
    whole = pieces(package, "content.xml")
    parse(whole, content.start, content.end, content.text, named=prefixed)
    return content.book


class _Content:
    """Goes through all sheets, counting what is repeated."""

    def __init__(self) -> None:
        self.book = Book()
        self.sheet = Beside()
        self.row, self.rows, self.column, self.columns, self.header = 0, 1, 0, 1, 0
        self.cell: Attributes = {}
        self.texts: list[str] | None = None
        self.nesting = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table:table":
            self._table(attributes)
        elif name == "table:table-column":
            self._hide(self.sheet.hidden_columns, self.header, attributes, "columns")
            self.header += _repeated(attributes, "columns")
        elif name == "table:table-row":
            self.rows, self.column = _repeated(attributes, "rows"), 0
            self._hide(self.sheet.hidden_rows, self.row, attributes, "rows")
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.cell, self.columns = attributes, _repeated(attributes, "columns")
            self.texts = []
        elif name == "office:annotation":
            self.nesting += 1

    def text(self, text: str) -> None:
        if self.texts is not None and not self.nesting:
            self.texts.append(text)

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell("".join(self.texts or []).strip())
            self.column += self.columns
            self.texts = None
        elif name == "table:table-row":
            self.row += self.rows
        elif name == "office:annotation":
            self.nesting -= 1

    def _table(self, attributes: Attributes) -> None:
        self.sheet = self.book.sheets[attributes.get("table:name", "")] = Beside()
        self.row, self.column, self.header = 0, 0, 0

    def _hide(self, hidden: list[int], at: int, attributes: Attributes, what: str) -> None:
        if attributes.get("table:visibility", "visible") != "visible":
            hidden += range(at, at + min(_repeated(attributes, what), REPEATED))

    def _cell(self, shown: str) -> None:
        here = self.cell
        kind = here.get("office:value-type")
        is_error = here.get("calcext:value-type") == "error"
        is_open = "table:formula" in here and kind is None and not shown
        down = int(here.get("table:number-rows-spanned", "1"))
        right = int(here.get("table:number-columns-spanned", "1"))
        if down > 1 or right > 1:
            end = (self.row + down - 1, self.column + right - 1)
            self.sheet.merged.append(((self.row, self.column), end))
        if not (is_error or is_open or kind == "percentage"):
            return
        for row in range(self.row, self.row + min(self.rows, REPEATED)):
            for column in range(self.column, self.column + min(self.columns, REPEATED)):
                if kind == "percentage":
                    self.sheet.percent.add((row, column))
                else:
                    text = shown if is_error else "=" + here["table:formula"].partition("=")[2]
                    self.sheet.texts[row, column] = text or "#ERROR!"


def _repeated(attributes: Attributes, what: str) -> int:
    number = attributes.get(f"table:number-{what}-repeated", "1")
    return int(number) if number.isdecimal() else 1
