"""How many rows were looked at and how many break which rule, exactly, filing by filing.

Of the rows at fault only so many are kept; what pages count, and what is said of a run, is counted
here in the store, where all of them are.
"""

import polars as pl

from expectations.rules import Rule, load_rules, month_of
from warehouse.check_history import Counts
from warehouse.store import Store
from warehouse.tables import TABLES

BROKEN = """
create or replace temp table broken (
    suite varchar,
    rule_id varchar,
    severity varchar,
    campaign_id varchar,
    filed_by varchar,
    filing_id varchar,
    month varchar,
    source_sheet varchar,
    source_row integer,
    item varchar,
)
"""
FILING = "suite, campaign_id, filed_by, filing_id, month"


# As many as a file of one run should hold; a difference of runs with more is not told.
KEPT_ITEMS = 10_000


def count(store: Store, results: pl.DataFrame) -> Counts:
    """The counts of all rules that `results`, of the same store, says are broken."""
    failed = set(results.filter(outcome="failed")["rule_id"])
    store.connection.execute(BROKEN)
    for rule in load_rules():
        if rule.id in failed:
            _collect(store, rule)
    failures = store.frame(
        f"select {FILING}, rule_id, severity, count(*) as failures from broken group by all"
    )
    items = store.frame(
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
    rows = pl.concat(_looked_at(store, suite) for suite in TABLES)
    store.connection.execute("drop table broken")
    return Counts(rows, failures, items)


def _collect(store: Store, rule: Rule) -> None:
    """Every row that breaks a rule, under the key that its table gives it."""
    key = ", ".join(f"filed.{name}" for name in TABLES[rule.suite].key)
    store.connection.execute(
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
            filed.source_sheet,
            filed.source_row,
            concat_ws(' ', {key}),
        from ({rule.sql.format(batch=f"current_{rule.suite}")}) as at_fault
        join current_{rule.suite} as filed using (filing_id, source_sheet, source_row)
        """,
        {"suite": rule.suite, "rule": rule.id, "severity": rule.severity},
    )


def _looked_at(store: Store, suite: str) -> pl.DataFrame:
    return store.frame(
        f"""
        with broken_rows as (
            select distinct filing_id, source_sheet, source_row
            from broken
            where suite = $suite and severity != 'info'
        )

        select
            $suite as suite,
            campaign_id,
            filed_by,
            filing_id,
            {month_of(suite)} as month,
            count(*) as checked_rows,
            count(broken_rows.filing_id) as broken_rows,
        from current_{suite}
        left join broken_rows using (filing_id, source_sheet, source_row)
        group by all
        """,
        suite=suite,
    )
