"""The rules, read from their files, with the thresholds in their places.

A rule writes `$name` where a number or word stands that could be set otherwise. It stands in
`thresholds.toml` with its reason, and nowhere in SQL.
"""

import functools
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from warehouse.tables import TABLES

HERE = Path(__file__).parent
THRESHOLDS = HERE / "thresholds.toml"
HEADER = re.compile(r"^-- (severity|column): (\S+)$", re.MULTILINE)
NAMED = re.compile(r"\$([a-z_]+)")
SEVERITIES = ("critical", "warning", "info")


class CheckError(Exception):
    """A rule could not be run. This says nothing about the data, and nothing is published."""


class Threshold(BaseModel):
    """A number or word of the rules, and why it is this one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Decimal | str
    why: str

    @property
    def literal(self) -> str:
        """As SQL writes it."""
        if isinstance(self.value, Decimal):
            return f"{self.value:f}"
        return "'" + self.value.replace("'", "''") + "'"


@dataclass(frozen=True)
class Rule:
    """A rule: `sql` selects the rows of `{batch}` that break it, `column` is the one at fault.

    What it selects is `row_id`, the `value` at fault, and what that is compared with, `expected`.
    """

    suite: str
    id: str
    what: str
    severity: str
    column: str
    sql: str
    thresholds: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The same on the table that is checked."""
        return self.sql.format(batch=self.suite)


@functools.cache
def thresholds() -> dict[str, Threshold]:
    """All thresholds by name."""
    text = THRESHOLDS.read_text("utf-8")
    read = TypeAdapter(dict[str, Threshold]).validate_python
    return read(tomllib.loads(text, parse_float=Decimal))


def with_thresholds(sql: str) -> str:
    """SQL with every `$name` replaced. KeyError for one that `thresholds.toml` does not have."""
    return NAMED.sub(lambda found: thresholds()[found[1]].literal, sql)


def month_of(suite: str) -> str:
    """The column with the month that a row of a table speaks for; of a list, was filed for."""
    table = TABLES[suite]
    return "month" if table.kind == "monthly" and table.has("month") else "filing_month"


def load_rules() -> list[Rule]:
    """All rules of all suites, in order. Raises ValueError for a header that is not whole."""
    return [
        _rule(path) for suite in sorted(TABLES) for path in sorted((HERE / suite).glob("*.sql"))
    ]


def _rule(path: Path) -> Rule:
    text = path.read_text("utf-8")
    header = dict(HEADER.findall(text))
    title = f"-- {path.stem}: "
    if header.get("severity") not in SEVERITIES or "column" not in header:
        raise ValueError(
            f"{path.name}: write `-- severity:` ({', '.join(SEVERITIES)}) and `-- column:`."
        )
    if not text.startswith(title):
        raise ValueError(f"{path.name}: begin with `{title}` and what is wrong.")
    return Rule(
        suite=path.parent.name,
        id=path.stem,
        what=text.splitlines()[0].removeprefix(title),
        severity=header["severity"],
        column=header["column"],
        # Great Expectations reads braces as placeholders, so a rule has none but {batch}.
        sql=with_thresholds(text),
        thresholds=tuple(dict.fromkeys(NAMED.findall(text))),
    )
