"""The list beside the sample: what was filed when, and which faults were planted where."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipelines.sample.cells import Cell
from pipelines.sample.filed import Filed
from pipelines.sample.model import SYNTHETIC

FILE, CORRECTIONS = "manifest.json", "corrections.json"


@dataclass(frozen=True)
class FiledFile:
    """A file of the sample. `filed_at` is ISO 8601, UTC; `corrects` names the file it replaces."""

    file: str
    campaign: str
    unit: str
    month: str
    tables: tuple[str, ...]
    filed_at: str
    late: bool
    corrects: str | None


@dataclass(frozen=True)
class PlantedFault:
    """A fault and the cell it stands in. One of `reason` (a reject) and `rule` (a check) is given.

    `row` is the sheet's own number, from 1; `column` is the canonical name; `value` as written.
    """

    file: str
    campaign: str
    unit: str
    month: str
    table: str
    sheet: str
    row: int
    column: str
    header: str
    value: str
    reason: str | None
    rule: str | None


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` holds, or `corrections.json` of what comes after publication."""

    seed: int
    synthetic: bool
    notice: str
    filings: tuple[FiledFile, ...]
    faults: tuple[PlantedFault, ...]

    def write(self, folder: Path, name: str = FILE) -> None:
        """Write it into the folder, the same bytes each time."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / name).write_text(text + "\n", "utf-8", newline="\n")


def manifest_of(seed: int, everything: tuple[Filed, ...]) -> Manifest:
    """The manifest of all filings."""
    return Manifest(
        seed=seed,
        synthetic=True,
        notice=SYNTHETIC,
        filings=tuple(entry for filed in everything for entry in _files(filed)),
        faults=tuple(fault for filed in everything for fault in _faults(filed)),
    )


def _files(filed: Filed) -> Iterator[FiledFile]:
    filing = filed.filing
    for name in dict.fromkeys(filed.files.values()):
        replaced = name.replace(filing.stem, filing.unit_name) if filing.corrects else None
        yield FiledFile(
            file=name,
            campaign=filing.campaign,
            unit=filing.unit,
            month=filing.month,
            tables=tuple(table for table, file in filed.files.items() if file == name),
            filed_at=filing.filed_at.isoformat(),
            late=filing.late,
            corrects=replaced,
        )


def _faults(filed: Filed) -> Iterator[PlantedFault]:
    filing = filed.filing
    for table, rows in filing.tables.items():
        grid = filed.grids[table]
        for at, row in enumerate(rows):
            if row.fault:
                yield PlantedFault(
                    file=filed.files[table],
                    campaign=filing.campaign,
                    unit=filing.unit,
                    month=filing.month,
                    table=table,
                    sheet=grid.sheet if filed.style.format == "xlsx" else "",
                    row=grid.row_numbers[at],
                    column=row.fault.column,
                    header=grid.heading(row.fault.column),
                    value=_text(grid.at(at, row.fault.column)),
                    reason=row.fault.reason or None,
                    rule=row.fault.rule or None,
                )


def _text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)
