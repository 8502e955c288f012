"""What a slip is made of: the faults of one file, and what is known of it besides."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from pipelines.filing.slot import Slot


@dataclass(frozen=True)
class Item:
    """A fault: `row` is one of `rejects` or of `check_failures`, with its table as `table_name`.

    `since` is when it was first filed so, if that was in an earlier filing.
    """

    row: Mapping[str, Any]
    is_reject: bool
    must_be_mended: bool
    since: datetime | None = None

    @property
    def reason(self) -> str:
        """The reason of a reject, or the rule that is broken."""
        return str(self.row["reason"] if self.is_reject else self.row["rule_id"])


@dataclass(frozen=True)
class Asked:
    """A file whose slip is asked for.

    `codes` are the project codes that its unit lists, with the projects' names; `taken` those of
    each table of this file that need no mending.
    """

    language: str
    slot: Slot
    path: str
    items: tuple[Item, ...]
    mapping: pl.DataFrame
    codes: Mapping[str, str] = field(default_factory=dict)
    taken: Mapping[str, Set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A line of the slip. `cell` is where to mend (`G5`), `area` all that is meant (`G5:G7`).

    Both are empty where a sheet or file was refused whole, `cell` alone where a row was. An example
    that `is_usual` shows how such values are written; another is derived from what is known.
    """

    number: int
    must_be_mended: bool
    sheet: str
    cell: str
    area: str
    header: str
    found: str
    wrong: str
    example: str
    is_usual: bool
    since: datetime | None


@dataclass(frozen=True)
class Marked:
    """The lines of a file, and the marked copy of its workbook if there is one.

    `is_own` says that it is the sender's workbook as it was; else it holds the same texts in the
    same cells. `sheets` are the copy's sheets by their names in the file. `why_not` says, as a
    sentence, why there is no copy where there should be one.
    """

    lines: tuple[Line, ...]
    copy: bytes | None = None
    ending: str = ".xlsx"
    is_own: bool = True
    sheets: Mapping[str, str] = field(default_factory=dict)
    why_not: str = ""
