"""Great Expectations, told to run our rules where the rows are.

It is imported when something has to be checked, because that takes seconds.
"""

import os
from collections.abc import Iterable
from typing import Any, cast

from expectations.rules import CheckError, Rule
from warehouse import dialect
from warehouse.connection import Connection

os.environ["GX_ANALYTICS_ENABLED"] = "false"
import great_expectations as gx  # noqa: E402
from great_expectations.data_context.types.base import (  # noqa: E402
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.expectations import UnexpectedRowsExpectation  # noqa: E402


class NoRowBreaks(UnexpectedRowsExpectation):  # type: ignore[misc]
    """That no row breaks the rule, and how many do.

    The rows themselves are not fetched, which would run every query twice: the product keeps those
    of broken rules itself, with their origin.
    """

    metric_dependencies = ("unexpected_rows_query.row_count",)

    def _validate(self, metrics: dict[str, Any], *_: object, **__: object) -> dict[str, Any]:
        rows = metrics["unexpected_rows_query.row_count"]
        return {"success": rows == 0, "result": {"observed_value": rows}}


def broken_rows(rules: Iterable[Rule], connection: Connection) -> dict[str, int]:
    """For each rule the number of rows that break it.

    Raises CheckError if one could not be run: that says nothing about the rows.
    """
    by_suite: dict[str, list[Rule]] = {}
    for rule in rules:
        by_suite.setdefault(rule.suite, []).append(rule)
    # Without this configuration it leaves a folder for its docs site behind at every run.
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False),
    )
    context: Any = gx.get_context(mode="ephemeral", project_config=config)
    with dialect.offering(connection) as url:
        source = context.data_sources.add_sql("store", connection_string=url)
        found = [_validated(context, source, suite, own).results for suite, own in by_suite.items()]
    return {_name(each): _rows(each) for results in found for each in results}


def _validated(context: Any, source: Any, suite: str, rules: list[Rule]) -> Any:
    table = source.add_table_asset(suite, table_name=suite)
    batch = table.add_batch_definition_whole_table("all")
    expectations = [
        NoRowBreaks(unexpected_rows_query=rule.sql, severity=rule.severity, meta={"rule": rule.id})
        for rule in rules
    ]
    own = context.suites.add(gx.ExpectationSuite(suite, expectations=expectations))
    validation = gx.ValidationDefinition(name=suite, data=batch, suite=own)
    return context.validation_definitions.add(validation).run(result_format="BASIC")


def _name(outcome: Any) -> str:
    return cast(str, outcome.expectation_config.meta["rule"])


def _rows(outcome: Any) -> int:
    details = outcome.exception_info or {}
    infos = [details, *(value for value in details.values() if isinstance(value, dict))]
    raised = next((info for info in infos if info.get("raised_exception")), None)
    if raised:
        message = raised["exception_message"]
        raise CheckError(f"{_name(outcome)}: the rule could not be run: {message}")
    return cast(int, outcome.result["observed_value"])
