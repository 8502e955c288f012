"""The corpus itself: each case is a file, and what has to come of it."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

from tests import formats
from tests.corpus import containers, layouts, spellings
from tests.corpus.faults import (
    FAULTS,
    OF_PLAIN_TABLES,
    OF_SHEETS,
    SPOILT,
    TEXT,
    WORKBOOKS,
    Fault,
    Reject,
)
from tests.corpus.recipe import COLUMNS, MONTH, SHEET, UNIT, Laid

CAMPAIGN = "yueqing-2021"
Recipe = Callable[[], Laid]
# So many that three layouts have had them all; there are no multiples of it among the forms.
FAULTS_OF_A_LAYOUT = 17


@dataclass(frozen=True)
class Form:
    """A format, and for text its encoding and delimiter."""

    kind: str
    encoding: str = ""
    delimiter: str = ""

    @property
    def name(self) -> str:
        """What a case is called by."""
        signs = {",": "comma", ";": "semicolon", "\t": "tab"}
        return "-".join(filter(None, (self.kind, self.encoding, signs.get(self.delimiter))))

    @property
    def is_text(self) -> bool:
        """Whether it is no workbook."""
        return bool(self.encoding)

    def stem(self, laid: Laid) -> str:
        """The name that a unit would file it under: text says which table it is, if it is one."""
        return f"{UNIT}_{SHEET}" if self.is_text and not laid.others else UNIT

    def write(self, laid: Laid) -> bytes:
        """The file."""
        pages = [sheet.page() for sheet in laid.sheets]
        if self.is_text:
            return formats.csv(pages[0].rows, self.delimiter, self.encoding)
        return formats.BOOKS[self.kind](pages)


BOOKS = tuple(Form(kind) for kind in formats.BOOKS)
TEXTS = tuple(
    Form("tsv" if delimiter == "\t" else "csv", encoding, delimiter)
    for encoding in formats.ENCODINGS
    for delimiter in formats.DELIMITERS
)
# One delimiter an encoding, so that each occurs in both.
SOME_TEXTS = tuple(text for text, at in zip(TEXTS, cycle(range(4)), strict=False) if at == 0)
FORMS = (*BOOKS, *SOME_TEXTS)


@dataclass(frozen=True)
class Case:
    """A file and what has to come of it.

    `rows` are sheet, row and values of each record that has to be taken; `others` are the numbers
    of rows of further tables. `rejects`, `notes` and `left_alone` are all that may be said.
    """

    name: str
    path: str
    make: Callable[[], bytes]
    rows: frozenset[tuple[Any, ...]] = frozenset()
    rejects: frozenset[Reject] = frozenset()
    notes: frozenset[str] = frozenset()
    others: dict[str, int] = field(default_factory=dict)
    left_alone: tuple[str, ...] = ()


def cases() -> list[Case]:
    """Every file of the corpus."""
    return [
        *_well_formed(),
        *_spelt(),
        *_spoilt_in_every_form(),
        *_spoilt_in_every_layout(),
        *_refused_sheets(),
        *(_of_container(each) for each in containers.CONTAINERS),
    ]


def _case(
    name: str,
    form: Form,
    laid: Laid,
    lost: Set[int] = frozenset(),
    rejects: Set[Reject] = frozenset(),
) -> Case:
    stem = form.stem(laid)

    def sheet(title: str | None) -> str | None:
        return stem if form.is_text and title else title

    rows = {
        (sheet(laid.row_of(number)[0].name), laid.row_of(number)[1] + 1, *record.values())
        for number, record in enumerate(laid.records)
        if number not in lost
    }
    return Case(
        f"{name}-{form.name}",
        f"{CAMPAIGN}/{MONTH}/{stem}.{form.kind}",
        lambda: form.write(laid),
        frozenset(rows),
        frozenset((sheet(title), row, column, why) for title, row, column, why in rejects),
        frozenset(laid.notes),
        laid.others,
        tuple(laid.left_alone),
    )


def _well_formed() -> Iterator[Case]:
    for layout in layouts.ANYWHERE:
        for form in FORMS if layout is not layouts.unit_line else (*BOOKS, *TEXTS):
            yield _case(layout.__name__, form, layout())
    for layout in layouts.IN_WORKBOOKS:
        for form in BOOKS:
            yield _case(layout.__name__, form, layout())


def _spelt() -> Iterator[Case]:
    for number, spelling in enumerate((*spellings.ANYWHERE, *spellings.IN_WORKBOOKS)):
        forms = FORMS if number < len(spellings.ANYWHERE) else BOOKS
        for form in forms:
            yield _spelling(number, form, spelling)


def _spelling(number: int, form: Form, spelling: spellings.Spelling) -> Case:
    column, typed, meant, kind = spelling
    laid = layouts.bare()
    laid.type_over(SPOILT, column, typed)
    laid.notes |= {kind} if kind else set()
    case = _case(f"spelling {number} {column}", form, laid, {SPOILT})
    sheet, row = laid.row_of(SPOILT)
    values = dict(zip(COLUMNS, laid.records[SPOILT].values(), strict=True)) | {column: meant}
    own = (form.stem(laid) if form.is_text else sheet.name, row + 1, *values.values())
    return Case(case.name, case.path, case.make, case.rows | {own}, notes=case.notes)


def _spoilt_in_every_form() -> Iterator[Case]:
    for fault in (*FAULTS, *OF_PLAIN_TABLES):
        for form in FORMS:
            if _fits(fault, form):
                yield _spoilt(fault, layouts.unit_line, form)


def _spoilt_in_every_layout() -> Iterator[Case]:
    """Faults in each layout, one after the other, in one form after the other."""
    books, forms, faults = cycle(BOOKS), cycle(FORMS), cycle(FAULTS)
    others = [each for each in layouts.ANYWHERE if each is not layouts.unit_line]
    for layout in (*others, *layouts.IN_WORKBOOKS):
        for fault in islice(faults, FAULTS_OF_A_LAYOUT):
            form = next(books if layout in layouts.IN_WORKBOOKS else forms)
            if _fits(fault, form):
                yield _spoilt(fault, layout, form)


def _fits(fault: Fault, form: Form) -> bool:
    cannot = fault.name == "not worked out" and form.kind in ("xls", "xlsb")
    return not cannot and fault.where != (WORKBOOKS if form.is_text else TEXT)


def _spoilt(fault: Fault, layout: Recipe, form: Form) -> Case:
    laid = layout()
    lost, rejects = fault.spoil(laid)
    return _case(f"{fault.name}-{layout.__name__}", form, laid, lost, rejects)


def _refused_sheets() -> Iterator[Case]:
    for name, spoil, reason in OF_SHEETS:
        for form in FORMS:
            laid = layouts.unit_line()
            spoil(laid)
            everything = set(range(len(laid.records)))
            yield _case(name, form, laid, everything, {(SHEET, None, None, reason)})


def _of_container(each: containers.Container) -> Case:
    path = f"{CAMPAIGN}/{MONTH}/{UNIT}.{each.ending}"
    rejects = {(None, None, None, each.reason)} if each.reason else set()
    laid = layouts.bare()
    whole = _case("", BOOKS[0], laid)
    return Case(
        each.name, path, each.make, frozenset() if rejects else whole.rows, frozenset(rejects)
    )
