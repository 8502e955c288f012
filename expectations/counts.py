"""How many rows were looked at and how many break which rule, exactly, filing by filing.

Of the rows at fault only so many are kept; what pages count, and what is said of a run, is counted
here, where all of them are laid out.
"""

from collections.abc import Iterable

import polars as pl

from expectations.ground import Ground
from expectations.rules import Rule, month_of
from warehouse.check_history import Counts
from warehouse.tables import TABLES

BROKEN = """
create table broken (
    suite varchar,
    rule_id varchar,
    severity varchar,
    campaign_id varchar,
    filed_by varchar,
    filing_id varchar,
    month varchar,
    row_id bigint,
    item varchar,
)
"""
FILING = "suite, campaign_id, filed_by, filing_id, month"


# As many as a file of one run should hold; a difference of runs with more is not told.
KEPT_ITEMS = 10_000


def count(ground: Ground, rules: Iterable[Rule]) -> Counts:
    """The counts of all rows looked at, and of those that break the `rules`."""
    ground.connection.execute(BROKEN)
    for rule in rules:
        _collect(ground, rule)
    failures = ground.frame(
        f"select {FILING}, rule_id, severity, count(*) as failures from broken group by all"
    )
    items = ground.frame(
        f"""
        select campaign_id, rule_id, filed_by, month, item
        from broken
        qualify
            row_number() over (
                partition by campaign_id, rule_id order by month, filed_by, item
            ) <= {KEPT_ITEMS}
        order by all
        """
    )
    rows = pl.concat(_looked_at(ground, suite) for suite in TABLES)
    return Counts(rows, failures, items)


def _collect(ground: Ground, rule: Rule) -> None:
    """Every row that breaks a rule, under the key that its table gives it."""
    key = ", ".join(f"filed.{name}" for name in TABLES[rule.suite].key)
    ground.connection.execute(
        f"""
        insert into broken
        select
            $suite,
            $rule,
            $severity,
            filed.campaign_id,
            filed.filed_by,
            filed.filing_id,
            filed.{month_of(rule.suite)},
            broken.row_id,
            concat_ws(' ', {key}),
        from ({rule.query}) as broken
        join {ground.store}.{rule.suite} as filed on filed.rowid = broken.row_id
        """,
        {"suite": rule.suite, "rule": rule.id, "severity": rule.severity},
    )


def _looked_at(ground: Ground, suite: str) -> pl.DataFrame:
    return ground.frame(
        f"""
        with broken_rows as (
            select distinct row_id
            from broken
            where suite = $suite and severity != 'info'
        )

        select
            $suite as suite,
            filed.campaign_id,
            filed.filed_by,
            filed.filing_id,
            filed.{month_of(suite)} as month,
            count(*) as checked_rows,
            count(broken_rows.row_id) as broken_rows,
        from {suite} as looked_at
        join {ground.store}.{suite} as filed on filed.rowid = looked_at.row_id
        left join broken_rows using (row_id)
        group by all
        """,
        suite=suite,
    )
