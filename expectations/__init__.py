"""What must hold of what was filed, checked by Great Expectations inside DuckDB.

A suite is a folder, a rule is a `.sql` file in it that selects the rows that break it, with their
origin and the `value` at fault. Its header states the severity: `critical` stops a publish,
`warning` is shown, `info` is counted. What it says to an officer is in `locales/*/checks.toml`.
"""

import os
from pathlib import Path
from typing import Any, cast

import polars as pl

from expectations.rules import CheckError, Rule, load_rules
from warehouse.store import Store

__all__ = ["CheckError", "Rule", "check", "load_rules", "rows_at_fault"]

# As many rows of one rule are kept as anybody will look at; the count is always exact.
KEPT_ROWS = 10_000
RESULTS = {
    "suite": pl.String,
    "rule_id": pl.String,
    "severity": pl.String,
    "outcome": pl.String,
    "failures": pl.Int64,
}


def check(store: Store, path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The results of all rules on the current rows of the store, and the rows that break them.

    Raises CheckError if the engine fails: an error of the engine is never taken for bad data.
    """
    rules = load_rules()
    results = [_result(rule, outcome) for rule, outcome in _validate(rules, path)]
    frame = pl.DataFrame(results, schema=RESULTS, orient="row")
    broken = {rule_id for _, rule_id, _, outcome, _ in results if outcome == "failed"}
    failures = [rows_at_fault(store, rule) for rule in rules if rule.id in broken]
    return frame, pl.concat(failures, how="diagonal") if failures else pl.DataFrame()


def _validate(rules: list[Rule], path: Path) -> list[tuple[Rule, Any]]:
    # Imported here: it takes seconds, and only a run that checks something needs it.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    from warehouse import dialect

    # Without this configuration it leaves a folder for its docs site behind at every run.
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
    )
    context: Any = gx.get_context(mode="ephemeral", project_config=config)
    with dialect.connections_closed():
        source = context.data_sources.add_sql("store", connection_string=f"duckdb:///{path}")
        return _run_suites(rules, context, source)


def _run_suites(rules: list[Rule], context: Any, source: Any) -> list[tuple[Rule, Any]]:
    import great_expectations as gx
    from great_expectations.expectations import UnexpectedRowsExpectation

    outcomes: list[tuple[Rule, Any]] = []
    for suite in dict.fromkeys(rule.suite for rule in rules):
        table = f"current_{suite}"
        batch = source.add_table_asset(suite, table_name=table).add_batch_definition_whole_table(
            "all"
        )
        members = [rule for rule in rules if rule.suite == suite]
        expectations = [
            UnexpectedRowsExpectation(
                unexpected_rows_query=rule.sql, severity=rule.severity, meta={"rule": rule.id}
            )
            for rule in members
        ]
        result = context.validation_definitions.add(
            gx.ValidationDefinition(
                name=suite,
                data=batch,
                suite=context.suites.add(gx.ExpectationSuite(suite, expectations=expectations)),
            )
        ).run(result_format="SUMMARY")
        by_id = {each.expectation_config.meta["rule"]: each for each in result.results}
        outcomes += [(rule, by_id[rule.id]) for rule in members]
    return outcomes


def _result(rule: Rule, outcome: Any) -> tuple[str, str, str, str, int]:
    """A row of results; a rule that raised has neither passed nor failed."""
    details = outcome.exception_info or {}
    infos = [details, *(value for value in details.values() if isinstance(value, dict))]
    raised = next((info for info in infos if info.get("raised_exception")), None)
    if raised:
        raise CheckError(f"{rule.id}: the rule could not be run: {raised['exception_message']}")
    failures = cast(int, outcome.result["observed_value"])
    return rule.suite, rule.id, rule.severity, "passed" if outcome.success else "failed", failures


def rows_at_fault(store: Store, rule: Rule) -> pl.DataFrame:
    """The current rows of the store that break a rule, with their origin; at most KEPT_ROWS."""
    query = rule.sql.format(batch=f"current_{rule.suite}")
    return store.frame(
        f"""
        select
            $suite as suite,
            $rule as rule_id,
            $severity as severity,
            campaign_id,
            filing_id,
            filed_by,
            filing_month,
            source_file,
            source_sheet,
            source_row,
            $column as column_name,
            value::varchar as value,
            null::varchar as expected,
        from ({query})
        order by source_file, source_sheet, source_row
        limit {KEPT_ROWS}
        """,
        suite=rule.suite,
        rule=rule.id,
        severity=rule.severity,
        column=rule.column,
    )
