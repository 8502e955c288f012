"""What stands beside the values of an .xls workbook ([MS-XLS])."""

from struct import error as StructError
from struct import unpack_from

from pipelines.read.beside import (
    PERCENT_FORMATS,
    SINCE_1904,
    Beside,
    Book,
    error_text,
    is_percent,
)
from pipelines.read.beside.records import biff8
from pipelines.read.grid import Unreadable

BOF, EOF, BOUND_SHEET, FILE_PASS, DATE_MODE = 0x0809, 0x000A, 0x0085, 0x002F, 0x0022
FORMAT, XF = 0x041E, 0x00E0
FORMULA, BOOL_ERR, ROW, COL_INFO = 0x0006, 0x0205, 0x0208, 0x007D
NUMBER, RK, MUL_RK = 0x0203, 0x027E, 0x00BD
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01


def refuse_locked(stream: bytes) -> None:
    """Raise Unreadable where the first records say that the rest is encrypted."""
    for kind, _, _ in biff8(stream):
        if kind == FILE_PASS:
            raise Unreadable("password")
        if kind == EOF:
            return


def look(stream: bytes) -> Book:
    """What the workbook's stream holds beside its values."""
    try:
        return _Workbook(stream).book
    except StructError as error:
        raise Unreadable("damaged", str(error)) from None


class _Workbook:
    """Goes through the records of the whole book, then of each sheet from where it begins."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.book = Book()
        self.formats: set[int] = set(PERCENT_FORMATS)
        self.styles: list[int] = []
        begins: dict[int, str] = {}
        for kind, at, end in biff8(stream):
            if kind == EOF:
                break
            if kind == BOUND_SHEET:
                begins[unpack_from("<I", stream, at)[0]] = _text(stream[at + 6 : end], 1)
            self._global(kind, at, end)
        percent = {at for at, code in enumerate(self.styles) if code in self.formats}
        for at, name in begins.items():
            self.book.sheets[name] = _Sheet(stream, percent).read(at)

    def _global(self, kind: int, at: int, end: int) -> None:
        if kind == DATE_MODE and unpack_from("<H", self.stream, at)[0]:
            self.book.day_zero = SINCE_1904
        elif kind == FORMAT and is_percent(_text(self.stream[at + 2 : end], 2)):
            self.formats.add(unpack_from("<H", self.stream, at)[0])
        elif kind == XF:
            self.styles.append(unpack_from("<H", self.stream, at + 2)[0])


class _Sheet:
    """Goes through the records of one sheet; those of a chart within it are passed over."""

    def __init__(self, stream: bytes, percent: set[int]) -> None:
        self.stream, self.percent = stream, percent
        self.beside = Beside()
        self.takers = {
            FORMULA: self._formula,
            BOOL_ERR: self._error,
            ROW: self._row,
            COL_INFO: self._columns,
            NUMBER: self._number,
            RK: self._number,
            MUL_RK: self._numbers,
        }

    def read(self, begin: int) -> Beside:
        depth = 0
        for kind, at, end in biff8(self.stream, begin):
            depth += (kind == BOF) - (kind == EOF)
            if depth == 0:
                break
            taker = self.takers.get(kind) if depth == 1 else None
            if taker:
                taker(at, end)
        return self.beside

    def _formula(self, at: int, end: int) -> None:
        row, column, style = unpack_from("<HHH", self.stream, at)
        if self.stream[at + 12 : at + 14] != b"\xff\xff":
            if style in self.percent:
                self.beside.percent.add((row, column))
        elif self.stream[at + 6] == 2:
            self.beside.texts[row, column] = error_text(self.stream[at + 8])

    def _error(self, at: int, end: int) -> None:
        row, column, _, code, is_error = unpack_from("<HHHBB", self.stream, at)
        if is_error:
            self.beside.texts[row, column] = error_text(code)

    def _number(self, at: int, end: int) -> None:
        row, column, style = unpack_from("<HHH", self.stream, at)
        if style in self.percent:
            self.beside.percent.add((row, column))

    def _numbers(self, at: int, end: int) -> None:
        row, first = unpack_from("<HH", self.stream, at)
        for number in range((end - at - 6) // 6):
            if unpack_from("<H", self.stream, at + 4 + 6 * number)[0] in self.percent:
                self.beside.percent.add((row, first + number))

    def _row(self, at: int, end: int) -> None:
        if end - at >= 14 and unpack_from("<H", self.stream, at + 12)[0] & HIDDEN_ROW:
            self.beside.hidden_rows.append(unpack_from("<H", self.stream, at)[0])

    def _columns(self, at: int, end: int) -> None:
        first, last, _, _, flags = unpack_from("<5H", self.stream, at)
        if flags & HIDDEN_COLUMN:
            self.beside.hidden_columns += range(first, min(last, 255) + 1)


def _text(bytes_: bytes, size: int) -> str:
    """A counted string of BIFF8; `size` bytes hold its length."""
    length = int.from_bytes(bytes_[:size], "little")
    is_wide = len(bytes_) > size and bytes_[size] & 1
    body = bytes_[size + 1 : size + 1 + length * (2 if is_wide else 1)]
    return body.decode("utf-16-le" if is_wide else "latin-1", "replace")
