"""What is taken of a file with faults: the good rows, or nothing, as the definition says."""

import json
from pathlib import Path

import pytest

from campaigns import load_all
from pipelines.conform.acceptance import all_or_nothing
from pipelines.conform.rejects import SCHEMA, refusal
from pipelines.filing.archive import Receipt
from pipelines.stages.reader import Reader
from tests.office import CODE_A, CODE_B, A, B, Office, progress, projects
from warehouse.tables import TABLES

WHOLE, ROWS = "whole-file", "rows"
BAD = ["not a code", *B[1:]]


def define(folder: Path, name: str, filing: str) -> None:
    """A campaign of ours under another name, with that section."""
    text = (Path("campaigns") / "linzi-2020.toml").read_text("utf-8")
    text = text.replace('id = "linzi-2020"', f'id = "{name}"', 1)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(f"{text}\n[filing]\n{filing}\n", "utf-8")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    definitions = tmp_path / "definitions"
    for name, accept in ((WHOLE, "whole_file"), (ROWS, "rows")):
        define(definitions, name, f'accept = "{accept}"\nsource = {{ clause = "三" }}')
    monkeypatch.setenv("SAIMA_CAMPAIGNS", str(definitions))
    return Office(tmp_path / "office")


def both(office: Office, sheets: dict[str, list[list[object]]], day: int) -> None:
    for campaign in (WHOLE, ROWS):
        office.file(
            sheets,
            campaign=campaign,
            month="2020-01",
            name=f"闻韶街道-{day}.xlsx",
            at=f"2020-02-0{day}T08:00:00",
        )


def test_a_file_with_a_fault_counts_in_part_or_not_at_all(office: Office) -> None:
    both(office, {"项目清单": projects(A), "月度进展": progress([CODE_A, 10, 10])}, 1)
    # One of two projects has a code that is none; the progress beside it has no fault.
    both(office, {"项目清单": projects(A, BAD), "月度进展": progress([CODE_A, 20, 20])}, 2)
    office.run()
    states = office.ask(
        "select campaign_id, table_name, state, row_count, rejected_rows, is_current "
        "from filings where source_file like '%-2.xlsx' order by all"
    )
    assert states == [
        (ROWS, "progress", "accepted", 1, 0, True),
        (ROWS, "projects", "incomplete", 1, 1, True),
        (WHOLE, "progress", "refused", 0, 1, False),
        (WHOLE, "projects", "refused", 0, 2, False),
    ]
    # What was filed the day before stays in force.
    invested = office.ask("select campaign_id, invested_to_date_wanyuan from progress order by all")
    assert [(name, int(amount)) for name, amount in invested] == [(ROWS, 20), (WHOLE, 10)]


def test_nothing_of_a_refused_file_is_lost(office: Office) -> None:
    both(office, {"项目清单": projects(A, BAD), "月度进展": progress([CODE_A, 20, 20])}, 2)
    office.run()
    rejects = office.ask(
        "select table_name, source_row, reason, expected, cells from rejects "
        f"where campaign_id = '{WHOLE}' order by all"
    )
    assert [row[:4] for row in rejects] == [
        ("progress", 3, "whole_file", "1"),
        ("projects", 3, "whole_file", "1"),
        ("projects", 4, "bad_code", ""),
    ]
    assert {CODE_A, "20.0000"} <= set(json.loads(rejects[0][4]))


def test_a_file_without_a_fault_is_taken_whole(office: Office) -> None:
    both(office, {"项目清单": projects(A, B)}, 1)
    office.run()
    found = office.ask("select distinct state, row_count, rejected_rows, is_current from filings")
    assert found == [("accepted", 2, 0, True)]
    assert office.ask("select * from rejects") == []


def test_corrected_and_filed_again_the_whole_file_counts(office: Office) -> None:
    both(office, {"项目清单": projects(A, BAD)}, 1)
    both(office, {"项目清单": projects(A, [CODE_B, *B[1:]])}, 2)
    office.run()
    assert office.ask("select campaign_id, count(*) from projects group by all order by all") == [
        (ROWS, 2),
        (WHOLE, 2),
    ]


def test_an_empty_list_beside_a_fault_does_not_replace_the_one_in_force() -> None:
    table = TABLES["projects"]
    empty = {"projects": SCHEMA.to_frame().select("source_sheet", "source_row")}
    fault = refusal("progress", "月度进展", "no_column", "", "")
    tables, rejects = all_or_nothing(empty, fault)
    assert (table.kind, tables) == ("register", {})
    assert rejects.rows() == fault.rows()


def test_a_filing_is_read_again_when_the_setting_changes(tmp_path: Path) -> None:
    receipt = Receipt(
        path=f"{WHOLE}/2020-01/闻韶街道.xlsx",
        sha256="",
        size=0,
        modified_ns=0,
        received_at="2020-02-01T08:00:00+00:00",
        declared={},
    )
    versions = []
    for accept in ("rows", "whole_file"):
        define(tmp_path, WHOLE, f'accept = "{accept}"\nsource = {{ ours = true }}')
        versions.append(Reader(load_all([tmp_path])).version(receipt))
    assert versions[0] != versions[1]
