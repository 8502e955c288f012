"""From an inbox to a snapshot, with real workbooks and real DuckDB."""

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.filing.archive import Archive
from tests.office import CODE_A, CODE_B, A, B, Office, progress, projects
from warehouse import snapshots
from warehouse.connection import writing
from warehouse.store import writer

INVESTED = "select project_code, invested_to_date_wanyuan from progress order by all"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def filed(office: Office) -> Office:
    """An office with two projects and their first month."""
    office.file(
        {
            "项目清单": projects(A, B),
            "月度进展": progress([CODE_A, 100, 100], [CODE_B, 300.5, 300.5]),
        }
    )
    return office


def test_what_was_filed_is_served_with_its_origin(filed: Office) -> None:
    filed.run()
    rows = filed.ask(
        "select project_code, invested_to_date_wanyuan, source_file, source_sheet, source_row "
        "from progress order by source_row"
    )
    file = "yueqing-2021/2021-09/柳市镇.xlsx"
    assert rows == [
        (CODE_A, Decimal("100.0000"), file, "月度进展", 3),
        (CODE_B, Decimal("300.5000"), file, "月度进展", 4),
    ]


def test_a_second_run_changes_nothing(filed: Office) -> None:
    first = filed.run()
    second = filed.run()
    assert second["snapshot"] == first["snapshot"]
    assert (second["received"], second["read"], second["published"]) == (0, 0, False)


def test_a_rebuild_from_the_archive_alone_gives_the_same_snapshot(
    filed: Office, tmp_path: Path
) -> None:
    first = filed.run()
    other = Office(tmp_path / "elsewhere")
    shutil.copytree(filed.home.archive, other.home.archive)
    result = other.call("rebuild", "--json")
    assert json.loads(result.stdout)["snapshot"] == first["snapshot"]
    assert other.ask(INVESTED) == filed.ask(INVESTED)


def test_a_correction_supersedes_and_the_first_filing_is_kept(filed: Office) -> None:
    filed.run()
    filed.file(
        {"月度进展": progress([CODE_A, 90, 90], [CODE_B, 300.5, 300.5])},
        name="柳市镇（更正）.xlsx",
        at="2021-11-02T08:00:00",
    )
    filed.run()
    assert filed.ask(INVESTED)[0] == (CODE_A, Decimal("90.0000"))
    assert filed.ask(
        "select source_file, is_current from filings where table_name = 'progress' order by all"
    ) == [
        ("yueqing-2021/2021-09/柳市镇.xlsx", False),
        ("yueqing-2021/2021-09/柳市镇（更正）.xlsx", True),
    ]


def test_an_earlier_file_that_arrives_later_does_not_win(office: Office) -> None:
    office.file(
        {"项目清单": projects(A), "月度进展": progress([CODE_A, 90, 90])},
        name="柳市镇-2.xlsx",
        at="2021-11-02T08:00:00",
    )
    office.run()
    office.file({"月度进展": progress([CODE_A, 100, 100])}, at="2021-10-03T08:00:00")
    office.run()
    assert office.ask(INVESTED) == [(CODE_A, Decimal("90.0000"))]


def test_going_back_to_the_first_version_of_a_file_counts_as_a_new_filing(filed: Office) -> None:
    first = filed.run()
    path = filed.home.inbox / "yueqing-2021/2021-09/柳市镇.xlsx"
    kept = path.read_bytes()
    filed.file(
        {"项目清单": projects(A), "月度进展": progress([CODE_A, 1, 1])}, at="2021-10-09T08:00:00"
    )
    filed.run()
    assert filed.ask(INVESTED) == [(CODE_A, Decimal("1.0000"))]
    path.write_bytes(kept)
    again = filed.run()
    assert again["snapshot"] != first["snapshot"]
    assert filed.ask(INVESTED)[0] == (CODE_A, Decimal("100.0000"))


def test_every_file_is_archived_byte_for_byte_also_what_is_refused(filed: Office) -> None:
    lost = filed.home.inbox / "no-such-campaign" / "2021-09" / "柳市镇.csv"
    lost.parent.mkdir(parents=True)
    lost.write_bytes(b"\x00\x01 not a table")
    result = filed.run()
    archive = Archive(filed.home.archive)
    kept = {receipt.path: archive.content(receipt) for receipt in archive.receipts()}
    assert kept["no-such-campaign/2021-09/柳市镇.csv"] == b"\x00\x01 not a table"
    assert result["reasons"] == {"unknown_campaign": 1}


def test_a_reject_names_file_sheet_row_column_value_and_remedy(filed: Office) -> None:
    filed.file(
        {"月度进展": progress([CODE_A, "约1200", 100], [CODE_B, 5, 5])}, at="2021-10-04T08:00:00"
    )
    result = filed.call("run")
    assert (
        "yueqing-2021/2021-09/柳市镇.xlsx · 月度进展 · 第 3 行 · 本月完成投资："
        "“约1200”不是数字。请只写数字，如 1200.5，单位写在表头。"
    ) in result.stderr
    assert filed.ask("select source_row, column_name, value, reason from rejects") == [
        (3, "invested_in_month_wanyuan", "约1200", "not_a_number")
    ]


def test_a_file_that_the_reader_cannot_cope_with_does_not_stop_the_others(filed: Office) -> None:
    poison = filed.home.inbox / "yueqing-2021" / "2021-09" / "虹桥镇_月度进展.csv"
    poison.write_bytes(b"\xff\xfe" + b"\x00\xd8" * 3)  # UTF-16 in which nothing is paired
    result = filed.run()
    assert result["reasons"] == {"unknown_encoding": 1}
    assert len(filed.ask(INVESTED)) == 2


def test_a_dry_run_reports_and_writes_nothing(filed: Office) -> None:
    result = filed.call("load", "--dry-run", "--json")
    assert json.loads(result.stdout)["rows"] == 4
    assert not filed.home.store.exists()
    assert Archive(filed.home.archive).receipts() == []


def test_a_critical_failure_stops_the_publish_and_the_old_snapshot_stays(filed: Office) -> None:
    first = filed.run()
    filed.file({"项目清单": projects(A)}, name="虹桥镇.xlsx", at="2021-10-04T08:00:00")
    result = filed.call("run")
    assert result.exit_code == 1
    assert "project_twice" in result.stderr
    served = snapshots.current(filed.home.snapshots)
    assert served
    assert served.id == first["snapshot"]


def test_after_a_rollback_nothing_is_published_until_something_new_is_filed(filed: Office) -> None:
    first = filed.run()["snapshot"]
    filed.file({"月度进展": progress([CODE_A, 1, 101])}, month="2021-10", at="2021-11-02T08:00:00")
    second = filed.run()["snapshot"]
    assert filed.call("rollback", first).exit_code == 0
    assert json.loads(filed.call("status", "--json").stdout)["snapshot"] == first
    refused = filed.call("run")
    assert (refused.exit_code, second in refused.stderr) == (1, True)
    filed.file({"月度进展": progress([CODE_A, 2, 102])}, month="2021-10", at="2021-11-03T08:00:00")
    third = filed.run()["snapshot"]
    moves = json.loads(filed.call("history", "--json").stdout)["history"]
    assert [(move["snapshot"], move["why"]) for move in moves] == [
        (third, "publish"),
        (first, "rollback"),
        (second, "publish"),
        (first, "publish"),
    ]


def test_rolling_back_to_nothing_known_names_what_there_is(filed: Office) -> None:
    first = filed.run()["snapshot"]
    result = filed.call("rollback", "0000000000000000")
    assert (result.exit_code, first in result.stderr) == (1, True)


def test_old_snapshots_are_pruned_but_never_the_one_served(filed: Office) -> None:
    filed.run()
    filed.file({"月度进展": progress([CODE_A, 1, 101])}, month="2021-10", at="2021-11-02T08:00:00")
    assert filed.call("run", "--keep", "1").exit_code == 0
    served = snapshots.current(filed.home.snapshots)
    assert served
    assert [path.stem for path in filed.home.snapshots.glob("*.duckdb")] == [served.id]


def test_a_second_writer_is_told_who_is_writing(filed: Office) -> None:
    filed.root.mkdir(exist_ok=True)
    with writer(filed.root, command="the first one", wait_seconds=0):
        result = filed.call("run", "--wait", "0")
    assert result.exit_code == 1
    assert "`the first one` has been writing since" in result.stderr


def test_status_of_an_empty_warehouse_is_an_answer_not_an_error(office: Office) -> None:
    result = office.call("status", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["snapshot"] is None


def test_status_says_what_is_served(filed: Office) -> None:
    snapshot = filed.run()["snapshot"]
    status = json.loads(filed.call("status", "--json").stdout)
    assert status["snapshot"] == snapshot
    assert status["months"] == {"yueqing-2021": ["2021-09"]}
    assert (status["filings"], status["rejects"]) == (2, 0)
    assert "yueqing-2021" in status["campaigns"]


def test_with_nothing_filed_nothing_is_published_and_the_remedy_is_named(office: Office) -> None:
    result = office.call("run")
    assert result.exit_code == 1
    assert "python -m pipelines sample" in result.stderr


@pytest.mark.parametrize("arguments", [["nonsense"], ["load", "/no/such/folder"], ["export"]])
def test_a_wrong_command_line_ends_with_2(office: Office, arguments: list[str]) -> None:
    assert office.call(*arguments).exit_code == 2


def test_what_the_path_does_not_say_can_be_declared(office: Office) -> None:
    office.file({"项目清单": projects(A)}, campaign="loose", month="files", name="表.xlsx")
    result = office.call(
        "load", str(office.root / "inbox"),
        "--campaign", "yueqing-2021", "--month", "2021-09", "--unit", "柳市镇", "--json",
    )  # fmt: skip
    assert json.loads(result.stdout)["rows"] == 1


def test_a_back_fill_gives_several_months_at_once(office: Office) -> None:
    header = ["项目代码", "月份", "累计完成投资"]
    rows = [[CODE_A, "2021-09", 10], [CODE_A, "2021-10", 30], [CODE_A, "2021年12月", 70]]
    office.file({"项目清单": projects(A)})
    office.file({"月度进展": [header, *rows]}, month="2021-09..2021-12")
    office.run()
    assert office.ask("select month, invested_to_date_wanyuan from progress order by 1") == [
        ("2021-09", Decimal("10.0000")),
        ("2021-10", Decimal("30.0000")),
        ("2021-12", Decimal("70.0000")),
    ]


def test_a_project_not_filed_is_carried_and_never_zero(filed: Office) -> None:
    filed.file({"月度进展": progress([CODE_A, 50, 150])}, month="2021-10", at="2021-11-02T08:00:00")
    filed.run()
    rows = filed.ask(
        "select project_code, is_filed, invested_to_date_wanyuan from project_months "
        "where month = '2021-10' order by 1"
    )
    assert rows == [(CODE_A, True, Decimal("150.0000")), (CODE_B, False, Decimal("300.5000"))]


def test_months_alone_are_added_to_the_last_cumulative_figure(filed: Office) -> None:
    header = ["项目代码", "本月完成投资"]
    for month, amount, day in (("2021-10", 50, "2021-11-02"), ("2021-11", 25, "2021-12-02")):
        filed.file({"月度进展": [header, [CODE_A, amount]]}, month=month, at=f"{day}T08:00:00")
    filed.run()
    rows = filed.ask(
        "select month, invested_to_date_wanyuan from reported "
        f"where project_code = '{CODE_A}' order by 1"
    )
    assert [str(amount) for _, amount in rows] == ["100.0000", "150.0000", "175.0000"]


def test_a_statistical_figure_prevails_in_its_month_and_never_over_a_later_report(
    office: Office,
) -> None:
    header: list[Any] = ["项目代码", "累计完成投资", "统计数", "状态"]
    months: dict[str, list[Any]] = {
        "2018-01": [CODE_A, 100, None, "在建"],
        "2018-02": [CODE_A, 200, 180, "在建"],
        "2018-03": [CODE_A, None, None, "停工"],
        "2018-04": [CODE_A, 300, None, "在建"],
    }
    place = {"campaign": "lishui-2018", "name": "青田县.xlsx"}
    for number, (month, row) in enumerate(months.items(), 1):
        sheets = {"月度进展": [header, row]} | ({"项目清单": projects(A)} if number == 1 else {})
        office.file(sheets, month=month, at=f"2018-{number + 1:02d}-02T08:00:00", **place)
    office.run()
    figures = office.ask("select invested_to_date_wanyuan from reported order by month")
    assert [int(figure) for (figure,) in figures] == [100, 180, 180, 300]


@pytest.mark.parametrize(
    ("at", "is_late"), [("2021-10-05T15:59:59", False), ("2021-10-05T16:00:00", True)]
)
def test_the_deadline_ends_with_the_day_in_china(office: Office, at: str, is_late: bool) -> None:
    office.file({"项目清单": projects(A)}, at=at)
    office.run()
    assert office.ask("select is_late from filings") == [(is_late,)]


def test_a_filing_is_read_again_when_its_definition_has_changed(
    filed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "definitions"
    own.mkdir()
    text = (Path("campaigns") / "linzi-2020.toml").read_text("utf-8")
    text = text.replace('id = "linzi-2020"', 'id = "linzi-copy"', 1)
    (own / "linzi-copy.toml").write_text(text, "utf-8")
    monkeypatch.setenv("SAIMA_CAMPAIGNS", str(own))
    filed.file(
        {"项目清单": projects(A)}, campaign="linzi-copy", month="2020-01", name="大众街道.xlsx"
    )
    assert filed.run()["reasons"] == {"unknown_unit": 1}
    renamed = text.replace('zh = "闻韶街道"', 'zh = "大众街道"')
    assert renamed != text
    (own / "linzi-copy.toml").write_text(renamed, "utf-8")
    result = filed.run()
    assert (result["received"], result["read"], result["rejected_rows"]) == (0, 1, 0)


def test_confidential_prospects_keep_their_names_in_the_store(filed: Office) -> None:
    header = ["招引编号", "项目名称", "投资主体", "总投资", "列入清单", "保密"]
    rows = [
        ["X1", "秘密项目", "某公司", 100, "2021-09-22", "是"],
        ["X2", "公开项目", "某厂", 1, "2021-09-22", "否"],
    ]
    filed.file({"招引项目": [["单位：亿元"], header, *rows]}, name="虹桥镇.xlsx")
    filed.run()
    assert filed.ask(
        "select prospect_name, investor, total_investment_wanyuan from prospects "
        "order by prospect_id"
    ) == [
        (None, None, Decimal("1000000.0000")),
        ("公开项目", "某厂", Decimal("10000.0000")),
    ]


def test_a_store_of_another_version_is_filled_again_from_the_archive(filed: Office) -> None:
    before = filed.run()
    rows = filed.ask(INVESTED)
    with writing(filed.home.store) as connection:
        connection.execute("alter table progress drop column site_progress cascade")
        connection.execute("update made_by set schema_sha256 = 'another'")
    refused = filed.call("publish")
    assert refused.exit_code == 1
    assert "fills it again from the archive" in refused.stderr
    assert filed.run()["snapshot"] == before["snapshot"]
    assert filed.ask(INVESTED) == rows
