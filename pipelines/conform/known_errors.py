"""Known errors of filings that the sender has not mended yet, put right in the open.

One file a campaign, `corrections/<campaign>.toml`. An entry names one cell of one filing and what
is wrong there, and it holds only while that still stands there; what it does is written down. A
file with anything wrong in it is refused whole, with every problem named.
"""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError

from campaigns import Campaign, Definition
from pipelines.conform.known_error import Entry, KnownError, known_error
from pipelines.conform.typed import said
from pipelines.filing.slot import Slot
from warehouse.tables import TABLES, Table


class CorrectionsError(Exception):
    """Files of known errors cannot be used; the message names file, entry, problem and remedy."""


@dataclass(frozen=True)
class Book:
    """The known errors of a campaign, and the text of the file that they stand in."""

    text: str
    entries: tuple[KnownError, ...]

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def of(self, slot: Slot) -> list[KnownError]:
        """The entries about a filing of this unit and these months."""
        return [
            each
            for each in self.entries
            if each.unit == slot.unit.code and each.month in _months(slot, TABLES[each.table])
        ]


NO_BOOK = Book("", ())


def load_all(folder: Path | None, definitions: Mapping[str, Definition]) -> dict[str, Book]:
    """The book of every campaign that has one. CorrectionsError with the problems of all files."""
    found: dict[str, Book] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")) if folder else []:
        definition = definitions.get(path.stem)
        if definition is None:
            there = ", ".join(definitions)
            problems.append(f"{path}: there is no campaign {path.stem!r}. Name it {there}.")
            continue
        try:
            found[path.stem] = load(path, definition.campaign)
        except CorrectionsError as error:
            problems.append(str(error))
    if problems:
        raise CorrectionsError("\n".join(problems))
    return found


def load(path: Path, campaign: Campaign) -> Book:
    """The known errors in a file. CorrectionsError with everything that is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8")
        facts = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path}: not a TOML file: {error}. Mend the line named.") from None
    problems: list[str] = []
    found = [each for each in _entries(facts, campaign, problems) if each]
    problems += _twice(found)
    if problems:
        raise CorrectionsError("\n".join(f"{path}: {problem}" for problem in problems))
    return Book(text, tuple(found))


def mark(entries: Iterable[KnownError]) -> str:
    """A hash of the entries: other where what they do or say is other."""
    return hashlib.sha256(repr([asdict(each) for each in entries]).encode()).hexdigest()


def frame(books: Mapping[str, Book]) -> pl.DataFrame:
    """All entries as the store keeps them: a row each, values as texts."""
    rows = [
        {
            "campaign_id": campaign,
            "known_error_id": each.id,
            "table_name": each.table,
            "filed_by": each.unit,
            "month": each.month,
            "row_key": " ".join(
                said(value)
                for name, value in zip(TABLES[each.table].key, each.key, strict=True)
                if name in TABLES[each.table].row_key
            ),
            "column_name": each.column,
            "wrong": said(each.wrong),
            "right_value": said(each.right),
            "reason": each.reason,
            "decided_by": each.decided_by,
            "decided_on": each.decided_on,
            "letter": each.letter,
            "is_hidden": TABLES[each.table].column(each.column).confidential,
            "book_sha256": book.sha256,
        }
        for campaign, book in books.items()
        for each in book.entries
    ]
    return pl.DataFrame(rows)


def _months(slot: Slot, table: Table) -> tuple[str, ...]:
    return slot.months[:1] if table.kind == "register" else slot.months


def _entries(
    facts: Mapping[str, Any], campaign: Campaign, problems: list[str]
) -> Iterator[KnownError | None]:
    written = facts.get("corrections", [])
    if set(facts) - {"corrections"} or not isinstance(written, list):
        problems.append("there is something else than [[corrections]]. Delete it.")
        return
    for number, each in enumerate(written, start=1):
        name = f"[[corrections]] {number} ({each.get('id', 'no id')})"
        try:
            yield known_error(Entry.model_validate(each), campaign)
        except ValidationError as error:
            problems += [
                f"{name}: {'.'.join(map(str, wrong['loc'])) or 'entry'}: "
                f"{wrong['msg'].removeprefix('Value error, ')}. Mend the entry."
                for wrong in error.errors()
            ]
        except ValueError as error:
            problems.append(f"{name}: {error}. Mend the entry.")


def _twice(entries: Iterable[KnownError]) -> Iterator[str]:
    entries = list(entries)
    ids, cells = Counter(each.id for each in entries), Counter(each.cell for each in entries)
    yield from (
        f"id {name!r} stands {n} times. Give each its own." for name, n in ids.items() if n > 1
    )
    for cell, n in cells.items():
        if n > 1:
            names = ", ".join(each.id for each in entries if each.cell == cell)
            yield f"entries {names} are about the same cell. Leave one of them."
