"""The faults planted in the sample are all found and named, and nothing else is rejected."""

import json
from typing import Any

import pytest

from warehouse.connection import Connection
from warehouse.home import Home


@pytest.fixture(scope="module")
def planted(sample_home: Home) -> list[dict[str, Any]]:
    manifest = json.loads((sample_home.inbox / "manifest.json").read_text("utf-8"))
    return list(manifest["faults"])


def _place(fault: dict[str, Any]) -> tuple[Any, ...]:
    return fault["file"], fault["row"], fault["column"]


def test_every_planted_reject_is_found_at_its_cell_and_nothing_else_is_rejected(
    snapshot: Connection, planted: list[dict[str, Any]]
) -> None:
    expected = {(*_place(f), f["reason"]) for f in planted if f.get("reason")}
    found = snapshot.execute(
        "select source_file, source_row, column_name, reason from rejects"
    ).fetchall()
    assert len(found) == len(expected) >= 8
    assert set(found) == expected


def test_every_planted_slip_breaks_its_rule_and_nothing_else_warns(
    snapshot: Connection, planted: list[dict[str, Any]]
) -> None:
    expected = {(f["file"], f["row"], f["rule"]) for f in planted if f.get("rule")}
    found = snapshot.execute(
        "select source_file, source_row, rule_id from check_failures where severity != 'info'"
    ).fetchall()
    assert len(found) == len(expected) >= 9
    assert set(found) == expected


def test_everything_that_was_filed_is_in_the_ledger_and_late_filings_are_known_as_late(
    snapshot: Connection, sample_home: Home
) -> None:
    manifest = json.loads((sample_home.inbox / "manifest.json").read_text("utf-8"))
    later = json.loads((sample_home.inbox / "corrections.json").read_text("utf-8"))
    filings = [*manifest["filings"], *later["filings"]]
    late = {filing["file"]: filing["late"] for filing in filings}
    ledger = dict(
        snapshot.execute("select source_file, bool_or(is_late) from filings group by 1").fetchall()
    )
    assert ledger == late
