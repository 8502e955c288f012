"""The rules, read from their files."""

import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.tables import TABLES

HERE = Path(__file__).parent
HEADER = re.compile(r"^-- (severity|column): (\S+)$", re.MULTILINE)
SEVERITIES = ("critical", "warning", "info")


class CheckError(Exception):
    """A rule could not be run. This says nothing about the data, and nothing is published."""


@dataclass(frozen=True)
class Rule:
    """A rule: `sql` selects the rows of `{batch}` that break it, `column` is the one at fault."""

    suite: str
    id: str
    severity: str
    column: str
    sql: str


def month_of(suite: str) -> str:
    """The column with the month that a row of a table speaks for; of a list, was filed for."""
    table = TABLES[suite]
    return "month" if table.kind == "monthly" and table.has("month") else "filing_month"


def load_rules() -> list[Rule]:
    """All rules of all suites, in order. Raises ValueError for a header that is not whole."""
    return [_rule(path) for path in sorted(HERE.glob("*/*.sql"))]


def _rule(path: Path) -> Rule:
    text = path.read_text("utf-8")
    header = dict(HEADER.findall(text))
    if header.get("severity") not in SEVERITIES or "column" not in header:
        raise ValueError(
            f"{path.name}: write `-- severity:` ({', '.join(SEVERITIES)}) and `-- column:`."
        )
    # Great Expectations reads braces as placeholders, so a rule has none but {batch}.
    return Rule(path.parent.name, path.stem, header["severity"], header["column"], text)
