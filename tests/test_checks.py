"""Every rule is broken once, so that none is a rule that cannot fail."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from expectations import CheckError, check, load_rules
from expectations.rules import Rule
from locales import LANGUAGES, translator
from warehouse.store import Store, open_store
from warehouse.tables import TABLES

GOOD_CODE = "2017-330382-04-01-000001"
OTHER_CODE = "2017-330382-04-01-000002"
# 2109… is of the new form; its check digit would be 4.
WRONG_DIGIT = "2109-330382-04-01-123456"

LISTED: dict[str, Any] = {
    "project_code": GOOD_CODE,
    "total_investment_wanyuan": Decimal(100),
    "period_plan_wanyuan": Decimal(50),
}
PROGRESS: dict[str, Any] = {"project_code": GOOD_CODE, "month": "2021-09"}
NEXT: dict[str, Any] = {"project_code": GOOD_CODE, "month": "2021-10"}
TOTALS: dict[str, Any] = {"unit_id": "330382114", "month": "2021-09"}
INDICATOR: dict[str, Any] = {"place": "甲", "month": "2021-09", "indicator": "增速"}
WAN = Decimal

# For each rule: the tables and rows that break it, each with the unit that files.
BREAKS: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "project_twice": [("projects", "u1", LISTED), ("projects", "u2", LISTED)],
    "code_check_digit": [("projects", "u1", {**LISTED, "project_code": WRONG_DIGIT})],
    "plan_over_total": [("projects", "u1", {**LISTED, "period_plan_wanyuan": WAN(101)})],
    "amount_negative": [("projects", "u1", {**LISTED, "period_plan_wanyuan": WAN(-1)})],
    "completion_before_start": [
        (
            "projects",
            "u1",
            {**LISTED, "planned_start": date(2021, 10, 1), "planned_completion": date(2021, 9, 1)},
        )
    ],
    "plan_negative": [
        ("projects", "u1", LISTED),
        ("plans", "u1", {**PROGRESS, "planned_investment_wanyuan": WAN(-1)}),
    ],
    "plan_unknown_project": [("plans", "u1", {**PROGRESS, "planned_investment_wanyuan": WAN(1)})],
    "progress_twice": [
        ("projects", "u1", LISTED),
        ("progress", "u1", PROGRESS),
        ("progress", "u2", PROGRESS),
    ],
    "progress_negative": [
        ("projects", "u1", LISTED),
        ("progress", "u1", {**PROGRESS, "statistical_to_date_wanyuan": WAN(-1)}),
    ],
    "progress_falls": [
        ("projects", "u1", LISTED),
        ("progress", "u1", {**PROGRESS, "invested_to_date_wanyuan": WAN(5)}),
        ("progress", "u1", {**NEXT, "invested_to_date_wanyuan": WAN(4)}),
    ],
    "progress_month_disagrees": [
        ("projects", "u1", LISTED),
        ("progress", "u1", {**PROGRESS, "invested_to_date_wanyuan": WAN(5)}),
        (
            "progress",
            "u1",
            {**NEXT, "invested_to_date_wanyuan": WAN(9), "invested_in_month_wanyuan": WAN(3)},
        ),
    ],
    "progress_unknown_project": [("progress", "u1", PROGRESS)],
    "progress_over_total": [
        ("projects", "u1", LISTED),
        ("progress", "u1", {**PROGRESS, "invested_to_date_wanyuan": WAN(101)}),
    ],
    "started_in_future": [
        ("projects", "u1", LISTED),
        ("progress", "u1", {**PROGRESS, "started_on": date(2021, 10, 1)}),
    ],
    "completed_in_future": [
        ("projects", "u1", LISTED),
        ("progress", "u1", {**PROGRESS, "completed_on": date(2021, 10, 1)}),
    ],
    "milestone_unknown_project": [("milestones", "u1", {"project_code": OTHER_CODE})],
    "milestone_in_future": [
        ("projects", "u1", LISTED),
        ("milestones", "u1", {"project_code": GOOD_CODE, "done_on": date(2021, 12, 1)}),
    ],
    "issue_unknown_project": [("issues", "u1", {"project_code": OTHER_CODE})],
    "resolved_before_raised": [
        ("projects", "u1", LISTED),
        (
            "issues",
            "u1",
            {
                "project_code": GOOD_CODE,
                "raised_on": date(2021, 9, 9),
                "resolved_on": date(2021, 9, 1),
            },
        ),
    ],
    "contact_unknown_project": [("contacts", "u1", {"project_code": OTHER_CODE})],
    "prospect_twice": [
        ("prospects", "u1", {"prospect_id": "X"}),
        ("prospects", "u2", {"prospect_id": "X"}),
    ],
    "nodes_out_of_order": [
        (
            "prospects",
            "u1",
            {
                "prospect_id": "X",
                "signed_on": date(2021, 9, 9),
                "code_obtained_on": date(2021, 9, 8),
            },
        )
    ],
    "area_not_positive": [("land", "u1", {"parcel_id": "P", "area_mu": WAN(0)})],
    "paid_over_amount": [
        ("bonds", "u1", {"amount_wanyuan": WAN(1), "paid_to_date_wanyuan": WAN(2)})
    ],
    "totals_twice": [("totals", "u1", TOTALS), ("totals", "u2", TOTALS)],
    "totals_negative": [("totals", "u1", {**TOTALS, "started": -1})],
    "indicator_twice": [("indicators", "u1", INDICATOR), ("indicators", "u2", INDICATOR)],
    "value_out_of_range": [("indicators", "u1", {**INDICATOR, "value_percent": WAN(1001)})],
}


def put(store: Store, rule: str, rows: list[tuple[str, str, dict[str, Any]]]) -> None:
    """File rows under a campaign that is named after the rule they break."""
    for number, (table, unit, values) in enumerate(rows):
        filing = f"{rule}/{unit}/{table}"
        origin = {
            "campaign_id": rule,
            "filing_id": filing,
            "filed_by": unit,
            "filing_month": "2021-09",
            "source_file": f"{rule}.xlsx",
            "source_sheet": table,
            "source_row": number + 3,
        }
        frame = pl.DataFrame([origin | values])
        store.connection.register("incoming", frame)
        store.connection.execute(f"insert into {table} by name select * from incoming")
        store.connection.execute(
            "insert into filings select ?, ?, ?, ?, 1, 0, 'accepted' "
            "where ? not in (select filing_id from filings)",
            [filing, filing, table, TABLES[table].kind == "register", filing],
        )
        store.connection.execute(
            "insert into readings select ?, ?, '', now()::timestamp, '', ?, ?, '2021-09', "
            "'2021-09', false, false, '' where ? not in (select receipt_id from readings)",
            [filing, f"{rule}.xlsx", rule, unit, filing],
        )
        for month in {"2021-09", values.get("month", "2021-09")}:
            store.connection.execute(
                "insert into filing_months select ?, ? where (?, ?) not in (from filing_months)",
                [filing, month, filing, month],
            )


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """What the checks find in a store in which every rule is broken in a campaign of its own."""
    path = tmp_path_factory.mktemp("store") / "store.duckdb"
    with open_store(path) as store:
        for rule, rows in BREAKS.items():
            put(store, rule, rows)
    with open_store(path) as store:
        _, found = check(store, path)
    return found


def test_every_rule_has_a_case_that_breaks_it() -> None:
    assert sorted(BREAKS) == sorted(rule.id for rule in load_rules())


@pytest.mark.parametrize("rule", sorted(BREAKS))
def test_a_broken_rule_is_found_with_its_rows_and_nothing_else_is(
    rule: str, failures: pl.DataFrame
) -> None:
    own = failures.filter(campaign_id=rule)
    assert set(own["rule_id"]) == {rule}
    assert own["source_file"].unique().to_list() == [f"{rule}.xlsx"]
    assert own["source_row"].min() is not None


def test_a_clean_store_breaks_no_rule(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    with open_store(path) as store:
        put(store, "clean", [("projects", "u1", LISTED), ("progress", "u1", PROGRESS)])
    with open_store(path) as store:
        results, found = check(store, path)
    assert results.height == len(load_rules())
    assert set(results["outcome"]) == {"passed"}
    assert found.is_empty()


def test_a_rule_that_cannot_be_run_is_an_error_and_not_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Rule("projects", "broken", "critical", "project_code", "select nonsense from {batch}")
    monkeypatch.setattr("expectations.load_rules", lambda: [broken])
    path = tmp_path / "store.duckdb"
    with open_store(path) as store, pytest.raises(CheckError, match="broken"):
        check(store, path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_a_sentence_in_every_language(language: str) -> None:
    assert all(translator(language)(f"checks.{rule.id}") for rule in load_rules())
