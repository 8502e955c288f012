"""What is handed in gets a receipt, is read by the next run, and can be taken back until then."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import campaigns
from pipelines.filing import counter
from pipelines.filing.archive import Archive, Receipt
from pipelines.filing.slot import Unplaced
from tests.office import (
    CAMPAIGN,
    CODE_A,
    UNIT,
    A,
    B,
    Office,
    progress,
    projects,
    write_book,
)
from warehouse.store import writer

KNOWN = {name: each.campaign for name, each in campaigns.load_all().items()}
SLOT = ("--campaign", CAMPAIGN, "--month", "2021-09", "--unit", UNIT)
DECLARED = {"campaign": CAMPAIGN, "month": "2021-09", "unit": UNIT}
INVESTED = "select invested_to_date_wanyuan from progress where project_code = '{}'"
Answer = dict[str, Any]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "home")


def book(tmp_path: Path, done: float, name: str = "九月.xlsx") -> Path:
    path = tmp_path / name
    write_book(path, {"项目清单": projects(A, B), "月度进展": progress([CODE_A, done, done])})
    return path


def answered(office: Office, *arguments: str) -> Answer:
    result = office.call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def refused(office: Office, *arguments: str) -> str:
    result = office.call(*arguments)
    assert result.exit_code == 1, result.output
    return result.stderr


def received(office: Office) -> list[Receipt]:
    return Archive(office.home.archive).received()


def invested(office: Office) -> list[float]:
    return [float(value) for (value,) in office.ask(INVESTED.format(CODE_A))]


def test_what_is_handed_in_is_archived_and_published_by_the_next_run(
    office: Office, tmp_path: Path
) -> None:
    file = book(tmp_path, 100)
    filed = answered(office, "file", str(file), *SLOT)
    [receipt] = received(office)
    assert receipt.id == filed["receipt"]
    assert receipt.path == filed["path"] == f"{CAMPAIGN}/2021-09/{UNIT}/九月.xlsx"
    assert receipt.declared == {**DECLARED, "unit": "330382114"}
    assert Archive(office.home.archive).content(receipt) == file.read_bytes()
    run = office.run()
    assert (run["received"], run["read"], run["published"]) == (0, 1, True)
    assert invested(office) == [100.0]
    assert office.ask("select distinct receipt_id, source_file, filed_by from filings") == [
        (receipt.id, receipt.path, "330382114")
    ]
    again = office.run()
    assert (again["received"], again["read"], again["published"]) == (0, 0, False)


def test_the_last_one_counts_whether_it_came_by_the_inbox_or_over_the_counter(
    office: Office, tmp_path: Path
) -> None:
    office.file({"项目清单": projects(A), "月度进展": progress([CODE_A, 10, 10])})
    office.run()
    answered(office, "file", str(book(tmp_path, 20)), *SLOT)
    office.run()
    assert invested(office) == [20.0]
    # A file that comes back to its path with an older time came now: after the other one.
    sheets = {"项目清单": projects(A), "月度进展": progress([CODE_A, 30, 30])}
    office.file(sheets, at="2021-10-01T08:00:00")
    office.run()
    assert invested(office) == [30.0]
    assert len(received(office)) == 3


def test_the_same_file_twice_has_one_receipt_and_after_another_one_a_new(
    office: Office, tmp_path: Path
) -> None:
    first, other = str(book(tmp_path, 100)), str(book(tmp_path, 200, "另一份.xlsx"))
    one = answered(office, "file", first, *SLOT)
    same = answered(office, "file", first, *SLOT, "--name", "又一次.xlsx")
    assert (one["is_new"], same["is_new"]) == (True, False)
    assert same["receipt"] == one["receipt"]
    answered(office, "file", other, *SLOT)
    back = answered(office, "file", first, *SLOT)
    assert back["is_new"] is True
    assert back["receipt"] != one["receipt"]
    assert len(received(office)) == 3
    elsewhere = (*SLOT[:3], "2021-10", *SLOT[4:])
    assert answered(office, "file", first, *elsewhere)["is_new"] is True


def test_filing_waits_for_no_writer(office: Office, tmp_path: Path) -> None:
    office.home.create()
    with writer(office.root, command="a long run", wait_seconds=0):
        assert answered(office, "file", str(book(tmp_path, 100)), *SLOT)["is_new"] is True


def test_a_place_that_does_not_exist_is_said_in_the_readers_language(
    office: Office, tmp_path: Path
) -> None:
    file = str(book(tmp_path, 100))
    where = ("--campaign", CAMPAIGN, "--month", "2021-09", "--unit", "无此镇")
    assert "找不到单位“无此镇”" in refused(office, "file", file, *where)
    assert "no unit “无此镇”" in refused(office, "file", file, *where, "--language", "en")
    assert received(office) == []


def test_a_zip_of_workbooks_is_not_taken_over_the_counter(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "全部.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.write(book(tmp_path, 100), "九月.xlsx")
    assert "压缩包" in refused(office, "file", str(path), *SLOT)
    assert "压缩包" in answered(office, "trial", str(path), *SLOT)["refused"]


def test_what_is_not_published_can_be_withdrawn_and_nothing_is_lost(
    office: Office, tmp_path: Path
) -> None:
    office.file({"项目清单": projects(A), "月度进展": progress([CODE_A, 10, 10])})
    office.run()
    file = book(tmp_path, 999)
    filed = answered(office, "file", str(file), *SLOT)
    office.call("load")  # the store has it already, the snapshot has not
    taken = answered(office, "withdraw", filed["receipt"])
    assert taken["receipt"] == filed["receipt"]
    # Not even a publish of what has been loaded shows it.
    answered(office, "publish")
    assert office.run()["read"] == 0
    assert invested(office) == [10.0]
    archive = Archive(office.home.archive)
    [withdrawn] = [each for each in archive.received() if each not in archive.receipts()]
    assert withdrawn.id == filed["receipt"]
    assert archive.content(withdrawn) == file.read_bytes()
    beside = office.home.archive / "withdrawn" / f"{withdrawn.id}.json"
    assert json.loads(beside.read_text("utf-8")) == {
        "receipt": withdrawn.id,
        "withdrawn_at": taken["withdrawn_at"],
    }
    assert "已经撤回" in refused(office, "withdraw", withdrawn.id)
    # Filed anew it is a filing like any other.
    assert answered(office, "file", str(file), *SLOT)["is_new"] is True
    office.run()
    assert invested(office) == [999.0]


def test_what_is_published_can_only_be_superseded(office: Office, tmp_path: Path) -> None:
    filed = answered(office, "file", str(book(tmp_path, 100)), *SLOT)
    office.run()
    assert "已经发布，不能撤回" in refused(office, "withdraw", filed["receipt"])
    english = refused(office, "withdraw", filed["receipt"], "--language", "en")
    assert "has been published" in english
    assert invested(office) == [100.0]


def test_nothing_is_withdrawn_while_a_run_may_be_publishing_it(
    office: Office, tmp_path: Path
) -> None:
    filed = answered(office, "file", str(book(tmp_path, 100)), *SLOT)
    with writer(office.root, command="a run", wait_seconds=0):
        said = refused(office, "withdraw", filed["receipt"], "--wait", "0.1")
    assert "正在发布" in said
    assert len(Archive(office.home.archive).receipts()) == 1


def test_a_receipt_that_nobody_has_is_said_to_be_unknown(office: Office) -> None:
    assert "没有编号为 abc 的收件" in refused(office, "withdraw", "abc")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("九月.xlsx", "九月.xlsx"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\报表\\九月.xlsx", "九月.xlsx"),
        (" .hidden", "hidden"),
        ("a\u202eslx.exe", "aslx.exe"),
        ("..", "filing"),
        ("", "filing"),
        ("长" * 300 + ".xlsx", "长" * 115 + ".xlsx"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_one(name: str, kept: str) -> None:
    assert counter.called(name) == kept


@given(st.text())
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    kept = counter.called(name)
    assert kept
    assert len(kept) <= counter.NAME_CHARACTERS
    assert not set(kept) & {"/", "\\", "\0", "\n"}
    assert not kept.startswith(".")
    assert counter.called(kept) == kept


def test_two_who_hand_in_the_same_file_at_the_same_moment_get_one_receipt(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    new = counter.receipt("九月.xlsx", b"1,2", DECLARED, KNOWN)
    later = replace(new, received_at="2030-01-01T00:00:00.000000+00:00")
    assert counter.file(archive, new, b"1,2", KNOWN) == new
    assert counter.file(Archive(tmp_path), later, b"1,2", KNOWN) == new


def test_a_back_fill_that_came_in_between_makes_the_same_bytes_new(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    months = {**DECLARED, "month": "2021-09..2021-10"}
    one = counter.receipt("九月.xlsx", b"1,2", DECLARED, KNOWN)
    counter.file(archive, one, b"1,2", KNOWN)
    counter.file(archive, counter.receipt("补报.csv", b"3", months, KNOWN), b"3", KNOWN)
    again = counter.receipt("九月.xlsx", b"1,2", DECLARED, KNOWN)
    assert counter.file(archive, again, b"1,2", KNOWN) == again


def test_an_unknown_month_is_no_slot() -> None:
    with pytest.raises(Unplaced):
        counter.receipt("九月.xlsx", b"1,2", {**DECLARED, "month": "2025-01"}, KNOWN)
