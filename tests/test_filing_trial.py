"""What a trial says would happen is what the next run publishes, to the last digit."""

import hashlib
import json
import shutil
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

import campaigns
from expectations import check
from expectations.plain import broken
from tests.office import CAMPAIGN, Office, Sheet, progress, projects, write_book
from warehouse import snapshots
from warehouse.connection import writing
from warehouse.store import open_store, writer
from warehouse.store.thaw import OtherVersion, thaw
from warehouse.tables import TABLES

TOWNS = campaigns.load_all()[CAMPAIGN].campaign.tracks[0].contenders[:8]
MONTHS = ("2021-09", "2021-10")
Answer = dict[str, Any]


def code(town: int, number: int = 1) -> str:
    return f"2017-330382-04-01-00{town:02d}{number:02d}"


def listed(town: int, plan: float = 1000) -> Sheet:
    """Two projects of 1 000 万元 each, unless another plan is given for the first."""
    return projects(
        [code(town), "甲项目", "产业", "续建", 5000, plan],
        [code(town, 2), "乙项目", "民生", "续建", 8000, 1000],
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Eight towns of two projects; of town n both have come to 50 n of 1 000 in September."""
    office = Office(tmp_path_factory.mktemp("published"))
    for number, town in enumerate(TOWNS, 1):
        done = 50 * number
        rows = progress([code(number), done, done], [code(number, 2), done, done])
        book = {"项目清单": listed(number), "月度进展": rows}
        office.file(book, name=f"{town.name.zh}.xlsx")
    office.run()
    return office


@pytest.fixture
def office(published: Office, tmp_path: Path) -> Office:
    """A copy of it to change at will."""
    shutil.copytree(published.root, tmp_path / "home")
    return Office(tmp_path / "home")


def dropped(office: Office, sheets: dict[str, Sheet], name: str = "报表.xlsx") -> Path:
    """A workbook that is not in the inbox."""
    folder = office.root.parent / "desk"
    folder.mkdir(exist_ok=True)
    write_book(folder / name, sheets)
    return folder / name


def call(office: Office, verb: str, file: Path, town: int, month: str, *more: str) -> Answer:
    unit = TOWNS[town - 1].name.zh
    options = ("--campaign", CAMPAIGN, "--month", month, "--unit", unit, "--json", *more)
    result = office.call(verb, str(file), *options)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def figures(office: Office) -> dict[tuple[str, str], dict[str, Any]]:
    """Of every unit and month what the served snapshot publishes, by month and unit."""
    names = ("completion_rate", "invested_to_date_wanyuan", "score", "rank", "light")
    rows = office.ask(
        "select month, unit_id, completion_rate, invested_to_date_wanyuan, score, rank, light "
        "from standings left join unit_months using (campaign_id, month, unit_id)"
    )
    return {(month, unit): dict(zip(names, rest, strict=True)) for month, unit, *rest in rows}


def totals(office: Office, month: str) -> dict[str, Any]:
    invested, plan, filed, projects = office.ask(
        "select sum(invested_to_date_wanyuan), sum(period_plan_wanyuan), sum(filed_projects), "
        f"sum(projects) from unit_months where month = '{month}'"
    )[0]
    rate = plan and (invested / plan).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return {
        "invested_to_date_wanyuan": invested,
        "completion_rate": rate or None,
        "filed_projects": filed,
        "projects": projects,
    }


def same(text: str | None, value: Any) -> bool:
    if text is None or value is None:
        return text is None and value is None
    return text == value if isinstance(value, str) else Decimal(text) == value


def is_published(
    office: Office, month: str, file: Path, town: int
) -> tuple[Answer, dict[tuple[str, str], dict[str, Any]]]:
    """Try a file, file it, run, and compare: the trial's answer and the figures published."""
    before, before_totals = figures(office), totals(office, month)
    tried = call(office, "trial", file, town, month)
    assert tried["refused"] is None
    call(office, "file", file, town, month)
    assert office.run()["published"] is True
    after, after_totals = figures(office), totals(office, month)
    changed = {at for at in before | after if before.get(at) != after.get(at)}
    said = {row["unit_id"]: row for row in tried["changes"]["units"]}
    assert set(said) == {unit for own, unit in changed if own == month}
    assert tried["changes"]["other_months"] == sorted({own for own, _ in changed} - {month})
    for unit, row in said.items():
        for name in after[month, unit]:
            assert same(row[name]["after"], after[month, unit][name]), (unit, name)
            assert same(row[name]["before"], before.get((month, unit), {}).get(name)), (unit, name)
    for name, each in tried["changes"]["campaign"].items():
        assert same(each["before"], before_totals[name]), name
        assert same(each["after"], after_totals[name]), name
    return tried, after


def test_what_is_said_of_a_correction_is_what_is_published(office: Office) -> None:
    # Town 1 had 50 + 50 of 2 000 = 5 %; with 250 + 50 it has 15 %, like town 3.
    rows = progress([code(1), 250, 250], [code(1, 2), 50, 50])
    file = dropped(office, {"月度进展": rows})
    tried, after = is_published(office, "2021-09", file, 1)
    own = next(row for row in tried["changes"]["units"] if row["unit_id"] == TOWNS[0].code)
    assert own["completion_rate"] == {"before": "0.05", "after": "0.15"}
    assert own["invested_to_date_wanyuan"] == {"before": "100", "after": "300"}
    assert own["rank"]["after"] == str(after["2021-09", TOWNS[2].code]["rank"])
    assert tried["supersedes"]["source_file"].endswith(f"{TOWNS[0].name.zh}.xlsx")
    [row] = tried["changes"]["rows"]
    assert (row["kind"], row["key"]) == ("changed", f"甲项目 · {code(1)} · 2021-09")
    assert [(each["column"], each["before"], each["after"]) for each in row["values"]] == [
        ("invested_in_month_wanyuan", "50", "250"),
        ("invested_to_date_wanyuan", "50", "250"),
    ]
    assert tried["counts"]["changed"] == 1
    # Its first filing for the month came in time, so that a correction is never late.
    assert tried["is_late"] is False


def test_what_is_said_of_a_month_without_any_data_is_what_is_published(office: Office) -> None:
    rows = progress([code(2), 300, 400], [code(2, 2), 100, 200])
    tried, after = is_published(office, "2021-10", dropped(office, {"月度进展": rows}), 2)
    assert tried["supersedes"] is None
    assert tried["is_late"] is True
    assert {row["kind"] for row in tried["changes"]["rows"]} == {"added"}
    # Every town stands in the new month for the first time: the others carried.
    assert len(tried["changes"]["units"]) == len({unit for own, unit in after if own == "2021-10"})
    own = next(row for row in tried["changes"]["units"] if row["unit_id"] == TOWNS[1].code)
    assert own["completion_rate"] == {"before": None, "after": "0.3"}  # 600 of 2 000


def test_what_is_said_of_a_faulty_filing_is_what_is_published(office: Office) -> None:
    # One row of town 8 cannot be taken, the other has fallen from 400 to 100.
    rows = progress([code(8), 100, 100], [code(8, 2), "约八百多", 800])
    tried, _ = is_published(office, "2021-09", dropped(office, {"月度进展": rows}), 8)
    assert tried["tables"] == [{"table": "progress", "name": "月度进展", "rows": 1, "rejected": 1}]
    [reject] = tried["rejects"]
    assert reject["place"] == "月度进展 · 第 4 行 · 本月完成投资"
    assert reject["value"] == "约八百多"
    assert {(row["kind"], row["key"]) for row in tried["changes"]["rows"]} == {
        ("changed", f"甲项目 · {code(8)} · 2021-09"),
        ("dropped", f"乙项目 · {code(8, 2)} · 2021-09"),
    }


def test_what_is_said_of_a_list_is_what_is_published_for_the_months_after_it_too(
    office: Office,
) -> None:
    october = {"月度进展": progress([code(4), 10, 210], [code(4, 2), 10, 210])}
    office.file(october, month="2021-10", name=f"{TOWNS[3].name.zh}.xlsx", at="2021-11-02T08:00:00")
    office.run()
    # Half the plan: 400 of 1 500 instead of 2 000.
    tried, _ = is_published(office, "2021-09", dropped(office, {"项目清单": listed(4, 500)}), 4)
    assert tried["changes"]["other_months"] == ["2021-10"]
    own = next(row for row in tried["changes"]["units"] if row["unit_id"] == TOWNS[3].code)
    assert own["completion_rate"] == {"before": "0.2", "after": "0.2667"}


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    file = office.home.inbox / CAMPAIGN / "2021-09" / f"{TOWNS[4].name.zh}.xlsx"
    tried = call(office, "trial", file, 5, "2021-09")
    assert tried["changes"]["rows"] == []
    assert tried["changes"]["units"] == []
    assert tried["failures"] == []


def test_a_project_that_another_unit_lists_stops_and_both_rows_are_named(office: Office) -> None:
    stolen = projects([code(1), "甲项目", "产业", "续建", 5000, 1000])
    tried = call(office, "trial", dropped(office, {"项目清单": stolen}), 2, "2021-09")
    twice = [each for each in tried["failures"] if each["rule_id"] == "project_twice"]
    assert [(each["severity"], each["is_own"]) for each in twice] == [
        ("critical", True),
        ("critical", False),
    ]
    assert twice[1]["unit"] == TOWNS[0].name.zh
    assert twice[0]["place"] == "项目清单 · 第 3 行 · 项目代码"
    # What stops the next publish stops it in earnest as well.
    call(office, "file", dropped(office, {"项目清单": stolen}), 2, "2021-09")
    result = office.call("run")
    assert result.exit_code == 1
    assert "project_twice" in result.stderr


def test_filings_that_wait_are_counted_and_left_out(office: Office) -> None:
    file = dropped(office, {"月度进展": progress([code(1), 250, 250], [code(1, 2), 50, 50])})
    alone = call(office, "trial", file, 1, "2021-09")
    other = dropped(office, {"月度进展": progress([code(2), 900, 900])}, "另一份.xlsx")
    call(office, "file", other, 2, "2021-09")
    beside = call(office, "trial", file, 1, "2021-09")
    assert (alone["waiting"], beside["waiting"]) == (0, 1)
    assert beside["changes"] == alone["changes"]


def test_in_a_terminal_it_says_what_matters(office: Office) -> None:
    file = dropped(office, {"月度进展": progress([code(1), 250, 250], [code(1, 2), "约", 50])})
    where = ("--campaign", CAMPAIGN, "--month", "2021-09", "--unit", TOWNS[0].code)
    lines = office.call("trial", str(file), *where).stdout.splitlines()
    assert lines[:2] == [
        "月度进展：读取 1 行，退回 1 行",
        "月度进展 · 第 4 行 · 本月完成投资：“约”不是数字。请只写数字，如 1200.5，单位写在表头。",
    ]
    # 250 of 2 000 instead of 50 + 50: nothing is filed of the other project.
    own = next(line for line in lines if line.startswith(f"{TOWNS[0].name.zh}: "))
    assert own.startswith(f"{TOWNS[0].name.zh}: completion_rate 0.05 → 0.125, ")


def test_nothing_of_a_refused_file_is_said_to_change(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "报表.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    tried = call(office, "trial", path, 1, "2021-09")
    assert "损坏" in tried["refused"]
    english = call(office, "trial", path, 1, "2021-09", "--language", "en")
    assert "damaged" in english["refused"]
    assert english["changes"]["units"] == []


def test_a_trial_leaves_everything_as_it_is_and_waits_for_nobody(office: Office) -> None:
    def state() -> dict[str, str]:
        return {
            path.relative_to(office.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(office.root.rglob("*"))
            if path.is_file() and path.name not in ("writer.lock", "writer.json")
        }

    file = dropped(office, {"月度进展": progress([code(1), 250, 250])})
    with writer(office.root, command="a long run", wait_seconds=0), open_store(office.home.store):
        before = state()
        tried = call(office, "trial", file, 1, "2021-09")
        assert state() == before
    assert tried["changes"]["units"]


def test_what_was_published_thaws_to_the_rows_that_count(office: Office, tmp_path: Path) -> None:
    # A correction, and a back-fill over two months, so that slots and filings part ways.
    again = {"月度进展": progress([code(1), 60, 60], [code(1, 2), 60, 60])}
    office.file(again, name=f"{TOWNS[0].name.zh}（更正）.xlsx", at="2021-10-09T08:00:00")
    header = ["项目代码", "月份", "本月完成投资", "累计完成投资"]
    rows = [[code(2), month, 70, 70] for month in MONTHS]
    office.file(
        {"月度进展": [["单位：万元"], header, *rows]},
        month="2021-09..2021-10",
        name=f"{TOWNS[1].name.zh}.xlsx",
        at="2021-11-04T08:00:00",
    )
    office.run()
    served = snapshots.current(office.home.snapshots)
    assert served
    with open_store(tmp_path / "thawed.duckdb") as store:
        thaw(store, served.path, CAMPAIGN)
        for name in ("slots", *TABLES):
            current = name if name == "slots" else f"current_{name}"
            found = store.frame(f"select * from {current} order by all").rows()
            assert found == office.ask(f"select * from {name} order by all"), name
        ledger = "receipt_id, received_at, path, sha256, is_late"
        assert sorted(store.frame(f"select {ledger} from readings").rows()) == sorted(
            office.ask(
                "select distinct receipt_id, received_at, source_file, sha256, is_late from filings"
            )
        )


@pytest.mark.parametrize(
    "change", ["alter table progress add column colour varchar", "drop table land"]
)
def test_a_snapshot_of_another_version_is_not_thawed(
    office: Office, tmp_path: Path, change: str
) -> None:
    served = snapshots.current(office.home.snapshots)
    assert served
    served.path.chmod(0o644)
    connection = writing(served.path)
    connection.execute(change)
    connection.close()
    with open_store(tmp_path / "thawed.duckdb") as store, pytest.raises(OtherVersion):
        thaw(store, served.path, CAMPAIGN)
    file = dropped(office, {"月度进展": progress([code(1), 250, 250])})
    where = ("--campaign", CAMPAIGN, "--month", "2021-09", "--unit", TOWNS[0].code)
    result = office.call("trial", str(file), *where)
    assert result.exit_code == 1
    assert "系统刚刚升级" in result.stderr


def test_rules_asked_plainly_find_the_rows_that_great_expectations_finds(office: Office) -> None:
    rows = progress([code(1), 250, 20], [code(7), 1, 1])
    office.file({"月度进展": rows}, month="2021-10", name=f"{TOWNS[0].name.zh}.xlsx")
    office.call("load")
    with open_store(office.home.store) as store:
        found = check(store, campaigns.load_all())
        plain = broken(store, campaigns.load_all())
    assert found.failures.height
    assert plain.rows() == found.failures.rows()
    assert found.results["failures"].sum() == plain.height
