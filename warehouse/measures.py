"""The measures that pages show, as data: what each is called, its formula, what computes it.

The formula of most is the description of a column, and the SQL is the mart's own file, so neither
can say anything else than what a snapshot is made by.
"""

import functools
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from warehouse.described import describe
from warehouse.snapshots.draft import MARTS

HERE = Path(__file__).parent


class Measure(BaseModel):
    """A measure. `columns` are the names under which pages show it, `of` is `table.column`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    group: str
    zh: str
    en: str
    columns: tuple[str, ...]
    of: str = ""
    zh_formula: str = ""
    en_formula: str = ""
    marts: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    term: str = ""

    @model_validator(mode="after")
    def _has_one_formula(self) -> "Measure":
        if bool(self.of) == bool(self.zh_formula and self.en_formula):
            raise ValueError(f"{self.id} needs a column to be described by, or a formula")
        return self

    def name(self, language: str) -> str:
        """What it is called."""
        return self.zh if language.startswith("zh") else self.en

    def formula(self, language: str) -> str:
        """How it comes about, in a sentence."""
        is_chinese = language.startswith("zh")
        if not self.of:
            return self.zh_formula if is_chinese else self.en_formula
        return self._described["meaning_zh" if is_chinese else "meaning_en"]

    @property
    def unit(self) -> str:
        """The unit as columns are described with it; empty where it is no quantity."""
        if self.of:
            return self._described["unit"]
        return "万元" if self.id.endswith("_wanyuan") else "1"  # of the others, all are shares

    @property
    def _described(self) -> dict[str, str]:
        table, _, column = self.of.partition(".")
        return describe(table, column, "")


@functools.cache
def measures() -> tuple[Measure, ...]:
    """All measures, in the order in which they are explained."""
    read = tomllib.loads((HERE / "measures.toml").read_text("utf-8"))
    return tuple(Measure.model_validate(each) for each in read["measure"])


@functools.cache
def measure_of(column: str) -> Measure | None:
    """The measure that a column of that name shows; None if it shows none.

    Who names the column goes before who names only how it begins or ends.
    """
    named = (m for m in measures() if column in m.columns)
    fits = (m for m in measures() if any(fnmatchcase(column, one) for one in m.columns))
    return next(named, None) or next(fits, None)


@functools.cache
def sql(mart: str) -> str:
    """The SQL that makes a mart; FileNotFoundError if there is none of that name."""
    return (MARTS / f"{mart}.sql").read_text("utf-8")
