"""A whole file conformed: its sheets found, typed, and put together by table."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl

from campaigns.model import names_of
from pipelines.conform.header import Found, NotFound, find
from pipelines.conform.rejects import SCHEMA, Fault, judge, refusal
from pipelines.conform.rows import take, title_month
from pipelines.filing.slot import Slot
from pipelines.read.grid import Grid
from warehouse.tables import TABLES

FILER = re.compile(r"填报单位\s*[:：]\s*([^\s，,；;]+)")
SYNTHETIC = re.compile(r"示例数据|SYNTHETIC SAMPLE")


@dataclass
class Conformed:
    """What a file holds: the good rows by table, all rejects, and the sheets left alone.

    `refused` are the tables of which a sheet was refused as a whole.
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    rejects: pl.DataFrame = field(default_factory=lambda: SCHEMA.to_frame())
    left_alone: list[str] = field(default_factory=list)
    is_synthetic: bool = False


def conform(grids: list[Grid], slot: Slot) -> Conformed:
    """The tables of a file. A sheet that is no table of ours is named and left alone."""
    result = Conformed()
    sheets: dict[str, list[pl.DataFrame]] = defaultdict(list)
    rejects: list[pl.DataFrame] = []
    for grid in grids:
        try:
            found = find(grid, slot.table)
        except NotFound as problem:
            if problem.reason == "not_a_table" and len(grids) > 1:
                result.left_alone.append(grid.sheet)
            elif not grid.cells.is_empty() or len(grids) == 1:
                rejects.append(
                    refusal(slot.table, grid.sheet, problem.reason, problem.value, problem.expected)
                )
            continue
        wrong = _states_otherwise(found, grid, slot)
        if wrong is not None:
            rejects.append(wrong)
            continue
        rows = take(grid, found, slot)
        result.is_synthetic |= any(map(SYNTHETIC.search, (*rows.notes, *found.above)))
        sheets[found.table.name].append(rows.frame)
        rejects.append(rows.rejects)
    for name, frames in sheets.items():
        result.tables[name], twice = _each_once(name, pl.concat(frames))
        rejects.append(twice)
    result.rejects = pl.concat([result.rejects, *rejects])
    return result


def _states_otherwise(found: Found, grid: Grid, slot: Slot) -> pl.DataFrame | None:
    """A refusal where the sheet itself says that it is another unit's or another month's."""
    table = found.table.name
    filer = next((match[1] for text in found.above if (match := FILER.search(text))), None)
    others = {name for unit in slot.campaign.units for name in names_of(unit)}
    if filer in others - names_of(slot.unit):
        return refusal(table, grid.sheet, "other_unit_stated", str(filer), slot.unit.name.zh)
    month = title_month(found.above)
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
