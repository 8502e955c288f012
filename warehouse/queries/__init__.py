"""The only questions that pages may ask of a snapshot: one `.sql` file each, values bound."""

import functools
import re
from pathlib import Path
from typing import cast

import polars as pl

from warehouse.connection import Connection

HERE = Path(__file__).parent
PARAMETER = re.compile(r"\$([a-z]+)")


def names() -> list[str]:
    """The names of all queries."""
    return sorted(path.stem for path in HERE.glob("*.sql"))


def read(cursor: Connection, query: str, **params: object) -> pl.DataFrame:
    """The answer to `queries/<query>.sql`. Values are bound, never written into the text."""
    return cast(pl.DataFrame, cursor.sql(text(query), params=params or None).pl())


@functools.cache
def text(query: str) -> str:
    """The SQL of a query; FileNotFoundError if there is none of that name."""
    return (HERE / f"{query}.sql").read_text("utf-8")


@functools.cache
def needs(query: str) -> frozenset[str]:
    """The names of the values that a query binds."""
    return frozenset(PARAMETER.findall(text(query)))
