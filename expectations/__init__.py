"""What must hold of what was filed, checked by Great Expectations inside DuckDB.

A suite is a folder, a rule is a `.sql` file in it that selects the rows that break it, with the
`value` at fault and what it is `expected` to agree with. Its header states the severity: `critical`
stops a publish, `warning` is shown, `info` is counted. What it says to an officer is in
`locales/*/checks.toml` and `remedies.toml`; what all rules need is laid out once, by `ground/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from campaigns import Definition
from expectations.counts import count
from expectations.ground import Ground, laid_out
from expectations.rules import CheckError, Rule, load_rules, month_of, thresholds
from warehouse.check_history import Counts
from warehouse.store import Store

__all__ = [
    "CheckError",
    "Found",
    "Rule",
    "check",
    "laid_out",
    "load_rules",
    "rows_at_fault",
    "thresholds",
]

# As many rows of one rule and campaign are kept as anybody will look at; counts are always exact.
KEPT_ROWS = 10_000
RESULTS = {
    "suite": pl.String,
    "rule_id": pl.String,
    "severity": pl.String,
    "outcome": pl.String,
    "failures": pl.Int64,
}


@dataclass(frozen=True)
class Found:
    """What the checks found: a row of `results` a rule, the rows at fault, and the exact counts."""

    results: pl.DataFrame
    failures: pl.DataFrame
    counts: Counts


def check(store: Store, definitions: Mapping[str, Definition]) -> Found:
    """The results of all rules on the current rows of the store, and the rows that break them.

    Raises CheckError if the engine fails: an error of the engine is never taken for bad data.
    """
    from expectations.validation import broken_rows  # imported here: it takes seconds

    rules = load_rules()
    with laid_out(store, definitions) as ground:
        rows = broken_rows(rules, ground.connection)
        broken = [rule for rule in rules if rows[rule.id]]
        failures = [rows_at_fault(ground, rule) for rule in broken]
        counts = count(ground, broken)
    results = [
        (rule.suite, rule.id, rule.severity, "failed" if rows[rule.id] else "passed", rows[rule.id])
        for rule in rules
    ]
    frame = pl.DataFrame(results, schema=RESULTS, orient="row")
    return Found(frame, pl.concat(failures) if failures else pl.DataFrame(), counts)


def rows_at_fault(ground: Ground, rule: Rule) -> pl.DataFrame:
    """The rows that break a rule, with their origin; at most KEPT_ROWS of a campaign."""
    return ground.frame(
        f"""
        select
            $suite as suite,
            $rule as rule_id,
            $severity as severity,
            campaign_id,
            filing_id,
            filed_by,
            filing_month,
            {month_of(rule.suite)} as month,
            source_file,
            source_sheet,
            source_row,
            $column as column_name,
            broken.value::varchar as value,
            broken.expected::varchar as expected,
        from ({rule.query}) as broken
        join {ground.store}.{rule.suite} as filed on filed.rowid = broken.row_id
        qualify
            row_number() over (
                partition by campaign_id order by source_file, source_sheet, source_row
            ) <= {KEPT_ROWS}
        order by source_file, source_sheet, source_row
        """,
        suite=rule.suite,
        rule=rule.id,
        severity=rule.severity,
        column=rule.column,
    )
