"""A whole file conformed: its sheets found, typed, and put together by table."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl

from campaigns.model import names_of
from pipelines.conform import notes
from pipelines.conform.layouts import Layouts
from pipelines.conform.notes import note, spans
from pipelines.conform.rejects import SCHEMA, Fault, judge, refusal
from pipelines.conform.rows import take, title_month
from pipelines.conform.sheet import Found, NotFound, tables_of
from pipelines.filing.slot import Slot
from pipelines.read.grid import Grid
from warehouse.tables import TABLES

FILER = re.compile(r"填报单位\s*[:：]\s*([^\s，,；;]+)")
SYNTHETIC = re.compile(r"示例数据|SYNTHETIC SAMPLE")
NO_LAYOUTS = Layouts()
HEADER_NOTES = {"fuzzy": "fuzzy_header", "remembered": "remembered_header"}
Record = dict[str, object]


@dataclass
class Conformed:
    """What a file holds: the good rows by table, all rejects, notes, and the sheets left alone.

    `mapping` says for every table found which header is which column.
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    rejects: pl.DataFrame = field(default_factory=lambda: SCHEMA.to_frame())
    notes: pl.DataFrame = field(default_factory=lambda: notes.SCHEMA.to_frame())
    mapping: pl.DataFrame = field(default_factory=lambda: notes.MAPPING.to_frame())
    left_alone: list[str] = field(default_factory=list)
    is_synthetic: bool = False


def conform(grids: list[Grid], slot: Slot, layouts: Layouts = NO_LAYOUTS) -> Conformed:
    """The tables of a file. A sheet that is no table of ours is named and left alone."""
    return _Conforming(slot, layouts).all_of(grids)


class _Conforming:
    """Collects what the sheets of one file hold."""

    def __init__(self, slot: Slot, layouts: Layouts) -> None:
        self.slot, self.layouts = slot, layouts
        self.result = Conformed()
        self.frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
        self.rejects: list[pl.DataFrame] = []
        self.notes: list[Record] = []
        self.mapping: list[Record] = []

    def all_of(self, grids: list[Grid]) -> Conformed:
        for grid in grids:
            try:
                sheet = tables_of(
                    grid, self.slot.table, self.slot.campaign.money_unit, self.layouts
                )
            except NotFound as problem:
                self._refuse(grid, problem, is_only=len(grids) == 1)
                continue
            self.notes += _hidden(grid, sheet.tables)
            for found in sheet.tables:
                self._take(grid, found)
            self.result.left_alone += [f"{grid.sheet}!{row + 1}" for row in sheet.others]
        return self._together()

    def _refuse(self, grid: Grid, problem: NotFound, *, is_only: bool) -> None:
        if problem.reason == "not_a_table" and not is_only:
            self.result.left_alone.append(grid.sheet)
        elif not grid.cells.is_empty() or is_only:
            self.rejects.append(
                refusal(
                    self.slot.table, grid.sheet, problem.reason, problem.value, problem.expected
                )
            )

    def _take(self, grid: Grid, found: Found) -> None:
        wrong = _states_otherwise(found, grid, self.slot)
        if wrong is not None:
            self.rejects.append(wrong)
            return
        rows = take(grid, found, self.slot)
        said = (*rows.texts, *found.above, *found.on_top)
        self.result.is_synthetic |= any(map(SYNTHETIC.search, said))
        self.frames[found.table.name].append(rows.frame)
        self.rejects.append(rows.rejects)
        self.notes += [*_of_headers(grid, found), *rows.notes]
        self.mapping += _mapping(grid, found)

    def _together(self) -> Conformed:
        result = self.result
        if not self.frames and not self.rejects and result.left_alone:
            names, ours = "、".join(result.left_alone), "、".join(t.zh for t in TABLES.values())
            self.rejects.append(refusal(self.slot.table, None, "not_a_table", names, ours))
        for name, frames in self.frames.items():
            result.tables[name], twice = _each_once(name, pl.concat(frames))
            self.rejects.append(twice)
        result.rejects = pl.concat([result.rejects, *self.rejects])
        result.notes = notes.frame(self.notes)
        result.mapping = notes.frame(self.mapping, notes.MAPPING)
        return result


def _hidden(grid: Grid, tables: list[Found]) -> list[Record]:
    """Notes on what is hidden where our tables stand; it was read like all the rest."""
    said = []
    if grid.is_hidden:
        said.append(note("hidden_sheet", sheet=grid.sheet, value=grid.sheet))
    inside = [r for r in grid.hidden_rows if any(t.first_row <= r < t.end_row for t in tables)]
    if inside:
        texts = spans(row + 1 for row in inside)
        said.append(note("hidden_rows", sheet=grid.sheet, row=inside[0] + 1, value=texts))
    across = [c for c in grid.hidden_columns if any(t.left <= c <= t.right for t in tables)]
    if across:
        said.append(note("hidden_columns", sheet=grid.sheet, value=notes.letters(across)))
    return said


def _of_headers(grid: Grid, found: Found) -> list[Record]:
    """Notes on headers that are only near a column, or were confirmed, or are none of ours."""
    place = {"table": found.table.name, "sheet": grid.sheet}
    said = [
        note(
            HEADER_NOTES[match.how],
            **place,
            row=found.first_row,
            column=match.name,
            value=match.label,
            detail=f"{match.score:g}",
        )
        for match in found.matches
        if match.how != "exact"
    ]
    if found.unread:
        said.append(
            note("unread_headers", **place, row=found.first_row, value="、".join(found.unread))
        )
    return said


def _mapping(grid: Grid, found: Found) -> list[Record]:
    return [
        {
            "table_name": found.table.name,
            "source_sheet": grid.sheet,
            "header_row": found.first_row,
            "sheet_column": notes.letter(match.at),
            "header": match.label,
            "column_name": match.name,
            "how": match.how,
            "score": match.score,
        }
        for match in found.matches
    ]


def _states_otherwise(found: Found, grid: Grid, slot: Slot) -> pl.DataFrame | None:
    """A refusal where the sheet itself says that it is another unit's or another month's."""
    table = found.table.name
    said = (*found.above, *found.on_top)
    filer = next((match[1] for text in said if (match := FILER.search(text))), None)
    others = {name for unit in slot.campaign.units for name in names_of(unit)}
    if filer in others - names_of(slot.unit):
        return refusal(table, grid.sheet, "other_unit_stated", str(filer), slot.unit.name.zh)
    month = title_month(found.above) or title_month(found.on_top)
    if month and month not in slot.months:
        return refusal(table, grid.sheet, "other_month_stated", month, "、".join(slot.months))
    return None


def _each_once(name: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows whose key occurs once; the others are all rejected, since none is surely right."""
    key = list(TABLES[name].key)
    # As many hashes as rows: no key occurs twice. Fewer: the keys themselves decide.
    if frame.select(pl.struct(key).hash().n_unique()).item() == frame.height:
        return frame, SCHEMA.to_frame()
    where = pl.format("{}!{}", "source_sheet", "source_row")
    marked = frame.with_columns(twice=pl.struct(key).is_duplicated())
    doubled = marked.filter("twice").with_columns(places=where.str.join("、").over(key))
    rejects = [
        judge(
            name,
            rows.with_columns(pl.exclude("source_row").cast(pl.String)),
            [
                Fault(
                    pl.col("source_row").is_not_null(),
                    "duplicate_key",
                    key[0],
                    pl.concat_str(key, separator=" "),
                    rows["places"][0],
                )
            ],
            TABLES[name].names,
        )[1]
        for _, rows in doubled.group_by(key, maintain_order=True)
    ]
    return marked.filter(~pl.col("twice")).drop("twice"), pl.concat([SCHEMA.to_frame(), *rejects])
