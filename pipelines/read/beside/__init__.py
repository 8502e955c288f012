"""What stands beside the values of a sheet, and the reader of values does not tell.

Errors of formulas, formulas never worked out, numbers shown as percent, hidden rows and columns,
and for some formats merged cells. One module a format; each looks only as far as it has to.
"""

from dataclasses import dataclass, field
from datetime import date

from pipelines.read.grid import Cell, Merge

SINCE_1900, SINCE_1904 = date(1899, 12, 30), date(1904, 1, 1)
# By the code that the binary formats keep for an error.
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
PERCENT_FORMATS = frozenset({9, 10})


@dataclass
class Beside:
    """Of one sheet: texts for cells that have no value, cells in percent, what is hidden."""

    texts: dict[Cell, str] = field(default_factory=dict)
    percent: set[Cell] = field(default_factory=set)
    merged: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


@dataclass
class Book:
    """Of a whole workbook: its sheets by name, and what its dates count from."""

    sheets: dict[str, Beside] = field(default_factory=dict)
    day_zero: date = SINCE_1900


def error_text(code: int) -> str:
    """The text that a spreadsheet shows for an error's code."""
    return ERRORS.get(code, "#ERROR!")


def is_percent(number_format: str) -> bool:
    """Whether a format multiplies by a hundred: a percent sign that is not quoted."""
    bare = ""
    quoted = False
    for at, sign in enumerate(number_format):
        quoted ^= sign == '"'
        escaped = at > 0 and number_format[at - 1] == "\\"
        bare += "" if quoted or escaped else sign
    return "%" in bare
