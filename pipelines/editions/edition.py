"""What an edition holds, and its one canonical form in bytes.

JSON with sorted keys, amounts as texts and no clock: the same month of the same filings, definition
and editions before gives the same bytes, whenever and wherever it is worked out.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from warehouse.home import known_errors_of

# What of a month is frozen.
FROZEN = (
    "standings",
    "stage_scores",
    "score_parts",
    "rank_bands",
    "deduction_months",
    "project_lights",
    "target_months",
    "consequences_due",
)
KEYS = ("campaign_id", "month")
FORM = 1
DECIMALS_OF_FLOATS = 9


@dataclass(frozen=True)
class Frozen:
    """A table of the month: names of the columns in order, and rows of JSON values, sorted."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """The rows by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Filed:
    """A filing that went in: receipt, path in the inbox, hash of the file, ISO moment in UTC."""

    receipt: str
    path: str
    sha256: str
    received_at: str


@dataclass(frozen=True)
class Upon:
    """An edition of an earlier month, whose places and bottom streaks and movement go back to."""

    month: str
    issue: int
    sha256: str


@dataclass(frozen=True)
class Edition:
    """A month of a campaign as it was published.

    `issue` counts from 1 and `reason` says why there is another one. `snapshot` was served when it
    was published. `follows` is the hash of the edition published last before it in the campaign,
    `left_out` the months with data before it that are not published and never will be. `code` are
    the versions of the code that read the filings and made the figures. `read_with` are the files
    besides that the filings were read with, by their path in the installation: layouts and known
    errors. Where there are none the bytes do not name it, as those of older editions do not.
    """

    campaign: str
    month: str
    issue: int
    reason: str | None
    snapshot: str
    definition_sha256: str
    definition_toml: str
    code: Mapping[str, str]
    filings: tuple[Filed, ...]
    left_out: tuple[str, ...] = ()
    made_upon: tuple[Upon, ...] = ()
    follows: str | None = None
    tables: Mapping[str, Frozen] | None = None
    read_with: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """`campaign month (issue)`, for messages."""
        return f"{self.campaign} {self.month} ({self.issue})"

    @cached_property
    def content(self) -> bytes:
        """The canonical bytes."""
        facts = {"form": FORM, **asdict(self)}
        if not self.read_with:
            del facts["read_with"]
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode() + b"\n"

    @property
    def sha256(self) -> str:
        """The hash of the canonical bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def known_errors_sha256(self) -> str | None:
        """The hash of the file of known errors that it was read with; None where there was none."""
        text = self.read_with.get(known_errors_of(self.campaign))
        return hashlib.sha256(text.encode()).hexdigest() if text else None

    @property
    def standings(self) -> list[dict[str, Any]]:
        """The table of the race: one record for each contender."""
        return (self.tables or {})["standings"].records()


def parse(content: bytes) -> Edition:
    """The edition that the bytes are. ValueError or KeyError where they are none."""
    facts = json.loads(content)
    if facts.pop("form") != FORM:
        raise ValueError("an edition of another form")
    facts["filings"] = tuple(Filed(**filed) for filed in facts["filings"])
    facts["made_upon"] = tuple(Upon(**upon) for upon in facts["made_upon"])
    facts["left_out"] = tuple(facts["left_out"])
    facts["tables"] = {
        name: Frozen(tuple(table["columns"]), tuple(map(tuple, table["rows"])))
        for name, table in facts["tables"].items()
    }
    return Edition(**facts)


def frozen(tables: Mapping[str, pl.DataFrame], campaign: str, month: str) -> dict[str, Frozen]:
    """The rows of a month, without the columns that name it."""
    return {name: _frozen(tables[name], campaign, month) for name in FROZEN}


def _frozen(table: pl.DataFrame, campaign: str, month: str) -> Frozen:
    own = table.filter(campaign_id=campaign, month=month).drop(KEYS)
    rows = (tuple(map(_value, row)) for row in own.iter_rows())
    return Frozen(tuple(own.columns), tuple(sorted(rows, key=json.dumps)))


def _value(cell: Any) -> Any:
    """A cell as JSON has it. Floats are shown, never ranked by; nine decimals hold them."""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    if isinstance(cell, float):
        return f"{round(cell, DECIMALS_OF_FLOATS) + 0.0:.{DECIMALS_OF_FLOATS}f}"
    if isinstance(cell, date):
        return cell.isoformat()
    return list(map(_value, cell)) if isinstance(cell, list) else cell
