"""A whole file conformed: its sheets found, typed, and put together by table."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl

from campaigns.model import names_of
from pipelines.conform import notes, remarks
from pipelines.conform.acceptance import all_or_nothing, each_once
from pipelines.conform.layouts import Layouts
from pipelines.conform.rejects import SCHEMA, refusal
from pipelines.conform.rows import take, title_month
from pipelines.conform.sheet import Found, NotFound, tables_of
from pipelines.filing.slot import Slot
from pipelines.read.grid import Grid
from warehouse.tables import NOTES_SHEET, TABLES

FILER = re.compile(r"填报单位\s*[:：]\s*([^\s，,；;]+)")
SYNTHETIC = re.compile(r"示例数据|SYNTHETIC SAMPLE")
NO_LAYOUTS = Layouts()
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
            self.notes += remarks.hidden(grid, sheet.tables)
            for found in sheet.tables:
                self._take(grid, found)
            self.result.left_alone += [f"{grid.sheet}!{row + 1}" for row in sheet.others]
        return self._together()

    def _refuse(self, grid: Grid, problem: NotFound, *, is_only: bool) -> None:
        if problem.reason == "not_a_table" and not is_only:
            # The sheet of a template that explains holds no table, and is known not to.
            self.result.left_alone += [grid.sheet] * (grid.sheet != NOTES_SHEET)
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
        if rows.is_filed:
            self.frames[found.table.name].append(rows.frame)
        self.rejects.append(rows.rejects)
        self.notes += [*remarks.of_headers(grid, found), *rows.notes]
        self.mapping += remarks.mapping(grid, found)

    def _together(self) -> Conformed:
        result = self.result
        if not self.mapping and not self.rejects and result.left_alone:
            names, ours = "、".join(result.left_alone), "、".join(t.zh for t in TABLES.values())
            self.rejects.append(refusal(self.slot.table, None, "not_a_table", names, ours))
        for name, frames in self.frames.items():
            result.tables[name], twice = each_once(name, pl.concat(frames))
            self.rejects.append(twice)
        result.rejects = pl.concat([result.rejects, *self.rejects])
        if self.slot.campaign.filing.accept == "whole_file":
            result.tables, result.rejects = all_or_nothing(result.tables, result.rejects)
        result.notes = notes.frame(self.notes)
        result.mapping = notes.frame(self.mapping, notes.MAPPING)
        return result


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
