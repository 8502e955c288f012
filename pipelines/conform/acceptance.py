"""What is taken of typed rows: each key once, and of some campaigns' files all or nothing."""

import polars as pl

from pipelines.conform.rejects import SCHEMA, Fault, judge
from warehouse.tables import TABLES

Tables = dict[str, pl.DataFrame]


def all_or_nothing(tables: Tables, rejects: pl.DataFrame) -> tuple[Tables, pl.DataFrame]:
    """The tables and rejects of a file; where anything is rejected, everything is.

    The good rows stand among the rejects with the reason `whole_file`, so that none is lost. A
    table without rows is left out: it would be an empty list that replaces the one in force.
    """
    if rejects.is_empty():
        return tables, rejects
    full = {name: frame for name, frame in tables.items() if not frame.is_empty()}
    also_returned = Fault(
        pl.col("source_row").is_not_null(), "whole_file", expected=str(rejects.height)
    )
    rest = [_returned(name, frame, also_returned) for name, frame in full.items()]
    return {name: frame.clear() for name, frame in full.items()}, pl.concat([rejects, *rest])


def each_once(name: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows whose key occurs once; the others are all rejected, since none is surely right."""
    key = list(TABLES[name].key)
    # As many hashes as rows: no key occurs twice. Fewer: the keys themselves decide.
    if frame.select(pl.struct(key).hash().n_unique()).item() == frame.height:
        return frame, SCHEMA.to_frame()
    where = pl.format("{}!{}", "source_sheet", "source_row")
    marked = frame.with_columns(twice=pl.struct(key).is_duplicated())
    doubled = marked.filter("twice").with_columns(places=where.str.join("、").over(key))
    rejects = [
        _returned(
            name,
            rows,
            Fault(
                pl.col("source_row").is_not_null(),
                "duplicate_key",
                key[0],
                pl.concat_str(key, separator=" "),
                rows["places"][0],
            ),
        )
        for _, rows in doubled.group_by(key, maintain_order=True)
    ]
    return marked.filter(~pl.col("twice")).drop("twice"), pl.concat([SCHEMA.to_frame(), *rejects])


def _returned(name: str, typed: pl.DataFrame, fault: Fault) -> pl.DataFrame:
    """A reject for each of these rows, with its values as they were understood."""
    sent = typed.with_columns(pl.exclude("source_row").cast(pl.String))
    return judge(name, sent, [fault], TABLES[name].names)[1]
