"""Every rule is broken once and just not broken once; none raises, whatever is missing."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import campaigns
from campaigns import Definition
from expectations import CheckError, check, laid_out, load_rules, thresholds
from expectations.__main__ import document
from expectations.rules import HERE, NAMED, Rule
from locales import LANGUAGES, findings, translator
from tests.quality_cases import CASES, Row, done, listed
from warehouse.home import ROOT
from warehouse.store import Store, open_store
from warehouse.tables import SQL_TYPES, TABLES

YUEQING = campaigns.load_all()["yueqing-2021"]
FINE = " (just not)"
RULES = sorted(CASES)


def named(*names: str) -> dict[str, Definition]:
    """Yueqing's definition under these names."""
    return {
        name: dataclasses.replace(
            YUEQING, campaign=YUEQING.campaign.model_copy(update={"id": name})
        )
        for name in names
    }


def put(store: Store, filed: Mapping[str, list[Row]]) -> None:
    """File the rows of each campaign, those of a unit, table and month in one filing."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for campaign, rows in filed.items():
        for number, row in enumerate(rows):
            filing = f"{campaign}/{row.unit}/{row.month}/{row.table}"
            origin = {
                "campaign_id": campaign,
                "filing_id": filing,
                "filed_by": row.unit,
                "filing_month": row.month,
                "source_file": f"{campaign}.xlsx",
                "source_sheet": row.table,
                "source_row": number + 3,
            }
            tables.setdefault(row.table, []).append(origin | row.values)
    for name, own in tables.items():
        types = {column.name: column.sql_type for column in TABLES[name].columns}
        insert(store, name, pl.DataFrame(own, infer_schema_length=None), types)
        insert(store, "filings", pl.DataFrame([_filing(name, each) for each in own]).unique())
        insert(store, "readings", pl.DataFrame([_reading(each) for each in own]).unique())
        months = [{"filing_id": each["filing_id"], "month": each["filing_month"]} for each in own]
        insert(store, "filing_months", pl.DataFrame(months).unique())


def _filing(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "filing_id": row["filing_id"],
        "receipt_id": row["filing_id"],
        "table_name": table,
        "is_register": TABLES[table].kind == "register",
        "row_count": 1,
        "rejected_rows": 0,
        "state": "accepted",
    }


def _reading(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "receipt_id": row["filing_id"],
        "path": row["source_file"],
        "sha256": "",
        "received_at": date(2021, 10, 1),
        "reader": "",
        "campaign_id": row["campaign_id"],
        "filed_by": row["filed_by"],
        "first_month": row["filing_month"],
        "last_month": row["filing_month"],
        "is_late": False,
        "is_synthetic": False,
        "left_alone": "",
    }


def insert(
    store: Store, table: str, frame: pl.DataFrame, types: Mapping[str, str] | None = None
) -> None:
    """Add rows to a table of the store."""
    typed = [f"{name}::{(types or {}).get(name, 'varchar')} as {name}" for name in frame.columns]
    columns = ", ".join(typed) if types else "*"
    store.connection.register("incoming", frame)
    store.connection.execute(f"insert into {table} by name select {columns} from incoming")
    store.connection.unregister("incoming")


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """What the checks find where every rule is broken in a campaign, and just not in another."""
    filed = {rule: case.breaks for rule, case in CASES.items()}
    filed |= {rule + FINE: case.fine for rule, case in CASES.items()}
    with open_store(tmp_path_factory.mktemp("store") / "store.duckdb") as store:
        put(store, filed)
        return check(store, named(*filed)).failures


def test_every_rule_has_rows_that_break_it_and_rows_that_just_do_not() -> None:
    assert sorted(rule.id for rule in load_rules()) == RULES
    assert all(case.breaks and case.fine for case in CASES.values())


@pytest.mark.parametrize("rule", RULES)
def test_a_broken_rule_is_found_with_its_rows_and_nothing_else_is(
    rule: str, failures: pl.DataFrame
) -> None:
    own = failures.filter(campaign_id=rule)
    assert set(own["rule_id"]) == {rule}
    assert (own["value"][0], own["expected"][0]) == CASES[rule].says
    assert own["source_file"].unique().to_list() == [f"{rule}.xlsx"]
    assert own["source_row"].min() is not None
    column = own["column_name"][0]
    assert TABLES[own["suite"][0]].has(column)


@pytest.mark.parametrize("rule", RULES)
def test_a_row_at_the_edge_of_a_rule_does_not_break_it(rule: str, failures: pl.DataFrame) -> None:
    assert failures.filter(campaign_id=rule + FINE, rule_id=rule).is_empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_is_said_with_what_it_is_compared_with(
    language: str, failures: pl.DataFrame
) -> None:
    t = translator(language)
    for row in failures.iter_rows(named=True):
        said = findings.failure(t, row)
        assert said.startswith(t(f"checks.{row['rule_id']}"))
        assert findings.remedy(t, row) in said
        assert not re.search(r"\d\.\d*0\b|[a-z]_[a-z]", said), said


def test_a_failure_reads_as_a_sentence() -> None:
    row: dict[str, str | None]
    row = {"rule_id": "status_goes_back", "value": "suspended", "expected": "completed"}
    assert findings.failure(translator("zh-CN"), row) == (
        "项目状态退回到以前的阶段。"
        "本次状态 停工，以前已报 完工。请核对状态；以前报早了的，请更正当月报表。"
    )
    row = {"rule_id": "built_before_permit", "value": "suspended", "expected": None}
    assert "permit: —." in findings.failure(translator("en"), row)
    row = {"rule_id": "paid_over_amount", "value": "12345.5000", "expected": "1.0000"}
    assert "Paid 12,345.5 万元, amount 1 万元." in findings.failure(translator("en"), row)


def test_a_clean_store_breaks_no_rule(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.duckdb") as store:
        put(store, {"clean": [listed(), done("2021-09", 1)]})
        found = check(store, named("clean"))
    assert found.results.height == len(load_rules())
    assert set(found.results["outcome"]) == {"passed"}
    assert found.failures.is_empty()


def test_checking_leaves_nothing_in_the_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.duckdb") as store:
        put(store, {"clean": [listed()]})
        before = store.connection.sql("select database_name, table_name from duckdb_tables()")
        names = before.fetchall()
        for _ in range(2):
            with laid_out(store, named("clean")) as ground:
                assert ground.frame("select project_code from projects").height == 1
        after = store.connection.sql("select database_name, table_name from duckdb_tables()")
        assert sorted(after.fetchall()) == sorted(names)


def test_a_rule_that_cannot_be_run_is_an_error_and_not_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Rule("projects", "broken", "", "critical", "x", "select nonsense from {batch}")
    monkeypatch.setattr("expectations.load_rules", lambda: [broken])
    with open_store(tmp_path / "store.duckdb") as store, pytest.raises(CheckError, match="broken"):
        check(store, {})


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "varchar": st.sampled_from(["2017-330382-04-01-000001", "2109-330382-04-01-123456", "x", ""]),
    "date": st.dates(date(2019, 1, 1), date(2023, 12, 31)),
    "decimal(18,4)": st.decimals(-(10**13), 10**13, places=4),
    "bigint": st.integers(-5, 5),
    "boolean": st.booleans(),
}


@st.composite
def anything(draw: st.DrawFn) -> list[Row]:
    """Rows of any table with anything in them, nothing at all more often than not."""
    rows = []
    for _ in range(draw(st.integers(0, 8))):
        table = TABLES[draw(st.sampled_from(sorted(TABLES)))]
        month = draw(st.sampled_from(["2021-09", "2021-10", "2021-12"]))
        values = {}
        for column in table.columns:
            usual = VALUES[SQL_TYPES[column.type]]
            if column.choices:
                usual = st.sampled_from([choice.id for choice in column.choices])
            # A month is never blank in the store: the filing's own stands for it.
            always = column.type == "month" and table.kind == "monthly"
            values[column.name] = month if always else draw(st.none() | usual)
            if column.type == "month" and not always and values[column.name] is not None:
                values[column.name] = month
        rows.append(Row(table.name, draw(st.sampled_from(["u1", "u2"])), month, values))
    return rows


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=anything())
def test_no_rule_raises_whatever_is_filed_or_missing(
    rows: list[Row], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with open_store(tmp_path_factory.mktemp("any") / "store.duckdb") as store:
        put(store, {"any": rows})
        with laid_out(store, named("any")) as ground:
            for rule in load_rules():
                found = ground.frame(f"select row_id, value, expected from ({rule.query})")
                there = ground.frame(f"select row_id from {rule.suite}")
                assert set(found["row_id"]) <= set(there["row_id"]), rule.id


def test_no_number_stands_in_a_rule_but_in_the_thresholds() -> None:
    # Counting and the places of codes; what is a matter of taste has a name and a reason.
    usual = {"0", "1", "2", "3", "4", "10", "11", "19", "20"}
    used: set[str] = set()
    for path in HERE.glob("*/*.sql"):
        code = "\n".join(line.split("--")[0] for line in path.read_text("utf-8").splitlines())
        numbers = re.findall(r"(?<![\w.$])\d+(?:\.\d+)?\b", re.sub(r"'[^']*'", "", code))
        assert set(numbers) <= usual, path.name
        used |= set(NAMED.findall(code))
    assert used == set(thresholds())
    assert all(each.why.endswith(".") for each in thresholds().values())


def test_a_threshold_is_put_into_sql_as_its_file_has_it() -> None:
    rule = next(each for each in load_rules() if each.id == "reported_against_statistical")
    assert thresholds()["statistical_gap_share"].value == Decimal("0.2")
    assert "> 0.2 * invested_to_date_wanyuan" in rule.sql
    assert rule.thresholds == ("statistical_gap_share",)


def test_the_document_of_the_rules_is_of_today() -> None:
    assert (ROOT / "docs" / "quality.md").read_text("utf-8") == document()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_a_sentence_in_every_language(language: str) -> None:
    t = translator(language)
    for rule in load_rules():
        assert t(f"checks.{rule.id}")
        assert t(f"remedies.{rule.id}", value="1", expected="2")


def test_ground_that_cannot_be_laid_out_is_an_error_of_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expectations.ground._select", lambda *_: "select nonsense")
    with open_store(tmp_path / "store.duckdb") as store:
        with (
            pytest.raises(CheckError, match="ground/.*: it could not be laid"),
            laid_out(store, {}),
        ):
            pass
        names = store.connection.sql("select database_name from duckdb_databases()").fetchall()
    assert ("checked",) not in names
