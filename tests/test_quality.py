"""What the checks found, counted: month by month, unit by unit, and from one run to the next."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from charts import quality as charts
from expectations import load_rules
from locales import Translator, findings, translator
from tests.office import CODE_A, CODE_B, A, B, Office, Sheet, progress, projects
from tests.test_pages import fine, opened, said
from warehouse import check_history, snapshots
from warehouse.connection import Connection
from warehouse.queries import needs, read
from warehouse.tables import TABLES

CODE_C = "2017-330382-04-01-000003"
OCTOBER = {"campaign": "yueqing-2021", "month": "2021-10", "track": "all", "language": "en"}
EVERYTHING = {"unit": "all", "rule": "all", "severity": "all"}
LIUSHI = "330382114"
# What these tests count by, whatever else is checked: 4 rules of progress, one of two lists each.
RULES = {
    "progress_falls",
    "progress_month_disagrees",
    "progress_negative",
    "progress_unknown_project",
    "project_twice",
    "prospect_twice",
}
T = translator("en")


@pytest.fixture(scope="module")
def _few_rules() -> Iterator[None]:
    few = [rule for rule in load_rules() if rule.id in RULES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("expectations.load_rules", lambda: few)
        yield


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory, _few_rules: None) -> Office:
    """September is sound. In October A falls from 100 to 90, C is on no list, B is no number."""
    place = Office(tmp_path_factory.mktemp("filed"))
    place.file(
        {
            "项目清单": projects(A, B),
            "月度进展": progress([CODE_A, 100, 100], [CODE_B, 300.5, 300.5]),
        }
    )
    place.run()
    october(place, [CODE_A, 10, 90], [CODE_B, 5, "很多"], [CODE_C, 1, 1], at="2021-11-02T08:00:00")
    place.run()
    return place


@pytest.fixture
def office(filed: Office, tmp_path: Path) -> Office:
    """The same, to change at will."""
    root = tmp_path / "home"
    shutil.copytree(filed.root, root)
    return Office(root)


def october(office: Office, *rows: list[Any], at: str) -> None:
    office.file(
        {"月度进展": progress(*rows)}, month="2021-10", name=f"柳市镇 {at[8:10]}.xlsx", at=at
    )


def ask(office: Office, query: str, **more: str) -> list[dict[str, Any]]:
    served = snapshots.current(office.home.snapshots)
    assert served is not None
    connection = snapshots.connect(served)
    try:
        return answer(connection, query, **OCTOBER | more).to_dicts()
    finally:
        connection.close()


def answer(connection: Connection, query: str, **asked: str) -> pl.DataFrame:
    bound = {name: value for name, value in asked.items() if name in needs(query)}
    return read(connection.cursor(), query, **bound)


def history(office: Office) -> list[tuple[Any, ...]]:
    frame = check_history.read(office.home.checks, "yueqing-2021")
    return frame.select("checked_rows", "failures", "opened", "mended").rows()


def test_a_month_counts_its_own_rows_and_the_lists_that_stand(filed: Office) -> None:
    # The list of September (2 rows) and two of October's three rows: 4 rows taken, 5 filed. A is
    # below September, and 10 is not 90 − 100: two rules. C is on no list: one. So 3 failures in 2
    # of 4 rows, and a value returned: 60 and 20 in a hundred.
    summary = ask(filed, "quality_summary")[0]
    expected = {
        "state": "broken",
        "filed_rows": 5,
        "checked_rows": 4,
        "broken_rows": 2,
        "failures": 3,
        "rejects": 1,
        "rejected_rows": 1,
        "broken_rules": 3,
        "critical_failures": 0,
        "sound_rate": Decimal("0.5"),
    }
    assert {name: summary[name] for name in expected} == expected
    assert (summary["rules"], summary["held_rules"]) == (5, 2)
    (unit,) = ask(filed, "quality_units")
    assert (unit["unit_id"], unit["failures_per_100"], unit["rejects_per_100"]) == (LIUSHI, 60, 20)
    months = ask(filed, "quality_by_month")
    assert [(m["month"], m["filed_rows"], m["failures"], m["rejects"]) for m in months] == [
        ("2021-09", 4, 0, 0),
        ("2021-10", 5, 3, 1),
    ]


def test_every_rule_says_how_many_rows_it_looked_at(filed: Office) -> None:
    rules = {row["rule_id"]: row for row in ask(filed, "quality_rules")}
    told = {
        name: (rules[name]["outcome"], rules[name]["checked_rows"], rules[name]["pass_rate"])
        for name in ("progress_falls", "progress_negative", "project_twice", "prospect_twice")
    }
    assert told == {
        "progress_falls": ("failed", 2, Decimal("0.5")),
        "progress_negative": ("passed", 2, Decimal(1)),
        "project_twice": ("passed", 2, Decimal(1)),
        "prospect_twice": ("not_checked", 0, None),
    }


def test_the_rows_at_fault_are_found_by_unit_and_rule_with_their_origin(filed: Office) -> None:
    found = ask(filed, "quality_failures", **EVERYTHING | {"rule": "progress_falls"})
    assert [
        (row["unit"], row["value"], row["source_sheet"], row["source_row"]) for row in found
    ] == [("Liushi Town", "90.0000", "月度进展", 3)]
    assert ask(filed, "quality_failures", **EVERYTHING | {"severity": "critical"}) == []
    assert ask(filed, "quality_count", **EVERYTHING) == [{"failures": 3}]
    assert ask(filed, "quality_count", **EVERYTHING | {"unit": "330382108"}) == [{"failures": 0}]
    (returned,) = ask(filed, "quality_rejects", unit=LIUSHI)
    assert (returned["value"], returned["source_row"]) == ("很多", 4)


def test_what_a_correction_mends_is_gone_and_the_history_says_so(office: Office) -> None:
    assert history(office) == [(6, 3, 3, 0), (4, 0, None, None)]
    rows = ([CODE_A, 50, 150], [CODE_B, 5, 305.5], [CODE_C, 1, 1])
    october(office, *rows, at="2021-11-05T08:00:00")
    office.run()
    # A's two are mended and B is taken now; C still is on no list.
    assert history(office)[0] == (7, 1, 0, 2)
    summary = ask(office, "quality_summary")[0]
    assert (summary["failures"], summary["rejects"], summary["filed_rows"]) == (1, 0, 5)


def test_a_refused_file_stands_until_another_comes(office: Office) -> None:
    header: Sheet = [["本月完成投资", "累计完成投资"], [1, 2]]
    path = {"month": "2021-10", "name": "柳市镇 补.xlsx"}
    office.file({"月度进展": header}, at="2021-11-06T08:00:00", **path)
    office.run()
    returned = ask(office, "quality_rejects", unit="all")
    assert {row["source_file"].rpartition("/")[2] for row in returned} == {
        "柳市镇 02.xlsx",
        "柳市镇 补.xlsx",
    }
    october(office, [CODE_A, 50, 150], [CODE_B, 5, 305.5], at="2021-11-07T08:00:00")
    office.run()
    assert ask(office, "quality_rejects", unit="all") == []


def test_a_run_is_written_down_once_and_no_snapshot_depends_on_it(
    office: Office, tmp_path: Path
) -> None:
    kept = sorted(path.name for path in office.home.checks.iterdir())
    assert len(kept) == 2
    served = office.run()["snapshot"]
    assert office.call("check").exit_code == 0  # checked once more, on purpose
    assert sorted(path.name for path in office.home.checks.iterdir()) == kept
    elsewhere = Office(tmp_path / "elsewhere")
    shutil.copytree(office.home.archive, elsewhere.home.archive)
    assert json.loads(elsewhere.call("rebuild", "--json").stdout)["snapshot"] == served
    assert ask(elsewhere, "quality_by_month") == ask(office, "quality_by_month")
    assert history(elsewhere) == [(6, 3, None, None)]


def test_counts_are_exact_beyond_the_rows_that_are_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expectations.KEPT_ROWS", 2)
    monkeypatch.setattr("expectations.counts.KEPT_ITEMS", 2)
    codes = [f"2017-330382-04-01-0001{n:02d}" for n in range(7)]
    rows = [[code, 1, 1] for code in codes]
    place = {"month": "2021-10", "at": "2021-11-09T08:00:00"}
    office.file({"月度进展": progress(*rows[:4])}, name="虹桥镇.xlsx", **place)
    office.file({"月度进展": progress(*rows[4:])}, name="大荆镇.xlsx", **place)
    office.file(
        {"月度进展": progress([CODE_A, 1, 1])},
        campaign="linzi-2020",
        name="闻韶街道.xlsx",
        month="2020-01",
        at="2020-02-02T08:00:00",
    )
    office.run()
    unknown = EVERYTHING | {"rule": "progress_unknown_project"}
    kept = ask(office, "quality_failures", **unknown)
    assert len(kept) == 2
    # 4 of Hongqiao, 3 of Dajing, C of Liushi.
    by_unit = {row["unit"]: row["failures"] for row in ask(office, "quality_units")}
    assert by_unit == {"Hongqiao Town": 4, "Dajing Town": 3, "Liushi Town": 3}
    assert ask(office, "quality_count", **unknown) == [{"failures": 8}]
    hongqiao = unknown | {"unit": "330382108"}
    assert ask(office, "quality_count", **hongqiao) == [{"failures": 4}]
    # The other campaign's one row is kept although this one alone has more than are kept.
    other = {"campaign": "linzi-2020", "month": "2020-01"}
    assert len(ask(office, "quality_failures", **unknown | other)) == 1
    assert ask(office, "failed_checks") == [{"severity": "warning", "checks": 3}]
    # Not all rows are known by their keys, so what is new and what is gone is not told.
    assert history(office)[0] == (13, 10, None, None)


def test_only_rules_that_both_runs_know_are_compared(tmp_path: Path) -> None:
    broken = {"campaign_id": "c", "severity": "warning"}
    falls = broken | {
        "rule_id": "falls",
        "failures": 2,
        "items": [["u", "m", "A"], ["u", "m", "B"]],
    }
    new = broken | {"rule_id": "new", "failures": 1, "items": [["u", "m", "A"]]}
    info = new | {"severity": "info", "rule_id": "info"}
    write(tmp_path, 1, rules=["falls", "info"], broken=[falls])
    one = falls | {"failures": 1, "items": [["u", "m", "C"]]}
    write(tmp_path, 2, rules=["falls", "info", "new"], broken=[one, new, info])
    (tmp_path / "20210103-cut-off.json").write_text('{"form": ', "utf-8")
    write(tmp_path, 4, rules=["falls", "info", "new"], broken=[one, new, info])
    found = check_history.read(tmp_path, "c")
    # A and B are gone, C is new; what only the new rule finds is at fault, but not new. The last
    # run changed nothing.
    assert found.select("content_id", "failures", "opened", "mended").rows() == [
        ("2", 2, 1, 2),
        ("1", 2, None, None),
    ]
    assert check_history.read(tmp_path, "other").is_empty()
    assert check_history.read(tmp_path / "nowhere", "c").is_empty()


def write(folder: Path, day: int, **content: Any) -> None:
    at = f"2021-01-0{day}T00:00:00+00:00"
    known = {"content": str(day), "checked_at": at, "rows": {"c": 9}}
    (folder / f"2021010{day}-{day}.json").write_text(json.dumps(known | content), "utf-8")


@pytest.fixture
def _shown(filed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(filed.root))


def told(table: Any, t: Translator) -> dict[str, list[str]]:
    """The cells of a table by the names of its columns, without what guards them."""
    names = ("filed_value", "severity", "source", "filed_column")
    return {
        name: [str(cell).replace("\\", "") for cell in table.value[t(f"columns.{name}")]]
        for name in names
        if t(f"columns.{name}") in table.value
    }


@pytest.mark.usefixtures("_shown")
def test_the_page_shows_the_month_its_rows_and_its_rules() -> None:
    app = opened("data/quality", campaign="yueqing-2021", month="2021-10", lang="en")
    assert fine(app)
    text = said(app)
    # Of the three warnings the first by name is told: each breaks one row.
    assert "October 2021: 4 rows checked, 50.00% of them sound" in text
    assert "Nothing stops a publish. 1 value was returned and is not mended yet." in text
    assert "rows that break a rule: 3; since the one before: 3 new, 0 gone." in text
    broken, returned = (told(each, T) for each in app.table)
    assert broken["filed_value"] == ["90", "10", CODE_C]
    assert set(broken["severity"]) == {"▲ warning"}
    assert broken["source"][0].endswith("月度进展 · row 3")
    assert returned["filed_value"] == ["很多"]
    units, runs = (each.value for each in app.dataframe)
    assert units.iloc[0].to_dict() == {
        "unit": "Liushi Town",
        "filed_rows": 5,
        "failures": 3,
        "rejects": 1,
        "sound_rate": 50.0,
    }
    assert runs[["failures", "opened", "mended"]].fillna(-1).values.tolist() == [
        [3, 3, 0],
        [0, -1, -1],
    ]
    assert "▲ Monthly progress: 3 of 4 rules broken, 2 rows checked" in labels(app)
    assert "✓ Projects: its rule holds, 2 rows checked" in labels(app)
    assert f"▲ failed (rows: 1, warning, 50.00% hold): {findings.rule(T, 'progress_falls')}" in text


@pytest.mark.usefixtures("_shown")
def test_a_link_leads_to_the_rows_of_one_rule_and_severity() -> None:
    asked = {"campaign": "yueqing-2021", "month": "2021-10", "lang": "zh-CN"}
    app = opened("data/quality", **asked, rule="progress_falls")
    assert told(app.table[0], translator("zh-CN"))["filed_value"] == ["90"]
    app = opened("data/quality", **asked, severity="critical")
    assert "没有违反所选规则的行" in said(app)
    # What was returned has no severity.
    assert told(app.table[0], translator("zh-CN"))["filed_column"]


@pytest.mark.usefixtures("_shown")
def test_a_month_in_which_all_holds_says_so() -> None:
    app = opened("data/quality", campaign="yueqing-2021", month="2021-09", lang="en")
    assert fine(app)
    assert "September 2021: 4 rows checked, and all 5 rules hold." in said(app)
    assert "No row breaks what was picked." in said(app)
    assert "In the 1 month so far no row breaks a rule" in said(app)
    nobody = opened("data/quality", campaign="yueqing-2021", lang="en", track="departments")
    assert fine(nobody)
    assert nobody.info


def test_the_page_says_what_stopped_a_publish_and_does_without_a_history(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.file({"项目清单": projects(A)}, name="虹桥镇.xlsx", at="2021-11-08T08:00:00")
    assert office.call("run").exit_code == 1
    last = check_history.read(office.home.checks, "yueqing-2021").row(0, named=True)
    # Both lists have A: two rows.
    assert (last["critical"], last["failures"], last["opened"]) == (2, 5, 2)
    monkeypatch.setenv("SAIMA_DATA", str(office.root))
    asked = {"campaign": "yueqing-2021", "month": "2021-10", "lang": "en"}
    app = opened("data/quality", **asked)
    assert "found 2 rows that break a rule that stops a publish" in said(app)
    assert "4 rows checked" in said(app)
    shutil.rmtree(office.home.checks)
    alone = opened("data/quality", **asked)
    assert fine(alone)
    assert "last check" not in said(alone)


def labels(app: AppTest) -> list[str]:
    return [each.label for each in app.expander]


def test_the_command_lists_what_the_page_shows(filed: Office) -> None:
    (told,) = json.loads(filed.call("checks", "yueqing-2021", "2021-10", "--json").stdout)["checks"]
    assert (told["failures"], told["rejects"], told["rows_at_fault"]) == (3, 1, 3)
    assert told["failures_listed"] == ask(filed, "quality_failures", **EVERYTHING, language="zh-CN")
    one = filed.call(
        "checks", "yueqing-2021", "2021-10", "--unit", "柳市镇", "--rule", "progress_falls"
    )
    (row,) = ask(filed, "quality_failures", **EVERYTHING | {"rule": "progress_falls"})
    place = "yueqing-2021/2021-10/柳市镇 02.xlsx · 月度进展 · 第 3 行"
    sentence = findings.failure(translator("zh-CN"), row)
    assert one.stdout.splitlines()[1:] == [f"  警告 progress_falls · {place} · 90.0000：{sentence}"]
    # Without a campaign: all of them, and the last month of each; only one has filed anything.
    assert len(filed.call("checks").stdout.splitlines()) == 1 + 3 + 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["nowhere"], "yueqing-2021"),
        (["yueqing-2021", "2021-12"], "2021-09, 2021-10"),
        (["yueqing-2021", "2021-10", "--unit", "虹桥镇"], "柳市镇"),
        (["yueqing-2021", "2021-10", "--rule", "no_rule"], "progress_falls"),
    ],
)
def test_what_the_command_does_not_know_is_named(
    filed: Office, arguments: list[str], named: str
) -> None:
    result = filed.call("checks", *arguments)
    assert (result.exit_code, named in result.stderr) == (1, True)


def test_bars_are_as_long_as_the_counts_say(filed: Office) -> None:
    units = pl.DataFrame(ask(filed, "quality_units"))
    broken, returned = charts.by_unit(units, T).to_dict()["data"]
    assert (broken["x"], returned["x"]) == ([60.0], [20.0])
    assert broken["y"] == ["Liushi Town<br>3 broken, 1 returned / 5"]
    assert returned["marker"]["pattern"]["shape"] == "/"
    many = pl.concat([units] * (charts.MOST_UNITS + 1))
    assert len(charts.by_unit(many, T).to_dict()["data"][0]["x"]) == charts.MOST_UNITS
    months = pl.DataFrame(ask(filed, "quality_by_month"))
    broken, returned = charts.by_month(months, T).to_dict()["data"]
    assert broken["x"] == returned["x"] == ["2021-09", "2021-10"]
    assert (broken["y"], returned["y"]) == ([0, 3], [0, 1])
    # Two runs of the same minute are two bars.
    runs = pl.DataFrame({"run": ["a", "a", "b"], "failures": [4, 2, 1]})
    (bars,) = charts.by_run(runs, T).to_dict()["data"]
    assert (bars["x"], bars["y"]) == ([0, 1, 2], [4, 2, 1])
    assert list(bars["customdata"]) == ["a", "a", "b"]


def test_the_sample_is_counted_as_plain_python_counts_it(snapshot: Connection) -> None:
    """Every campaign and month once more, from the rows themselves."""
    months = snapshot.cursor().sql("select campaign_id, month from campaign_months where has_data")
    lists, monthly = standing(snapshot)
    failures = snapshot.cursor().sql("from check_failures where severity != 'info'").pl().to_dicts()
    for campaign, month in months.fetchall():
        told = answer(snapshot, "quality_summary", campaign=campaign, month=month, track="all").row(
            0, named=True
        )
        current = latest(lists, campaign, month)
        rows = monthly[campaign, month] + sum(lists[key] for key in current)
        broken = [
            row
            for row in failures
            if row["campaign_id"] == campaign
            and (
                (campaign, row["filed_by"], row["suite"], row["filing_month"]) in current
                if TABLES[row["suite"]].kind == "register"
                else row["month"] == month
            )
        ]
        assert (told["checked_rows"], told["failures"]) == (rows, len(broken)), (campaign, month)


Key = tuple[str, str, str, str]


def standing(snapshot: Connection) -> tuple[Counter[Key], Counter[tuple[str, str]]]:
    """Rows of lists by campaign, unit, table and month filed for; of months by campaign, month."""
    lists: Counter[Key] = Counter()
    monthly: Counter[tuple[str, str]] = Counter()
    for name, table in TABLES.items():
        month = "month" if table.has("month") else "filing_month"
        rows = snapshot.cursor().sql(
            f"select campaign_id, filed_by, filing_month, {month} from {name}"
        )
        for campaign, unit, filed_for, spoken_for in rows.fetchall():
            if table.kind == "register":
                lists[campaign, unit, name, filed_for] += 1
            else:
                monthly[campaign, spoken_for] += 1
    return lists, monthly


def latest(lists: Counter[Key], campaign: str, month: str) -> set[Key]:
    """The lists that stand at a month: of every unit and table the one filed last."""
    last: dict[tuple[str, str], str] = {}
    for owner, unit, table, filed_for in lists:
        if owner == campaign and filed_for <= month:
            last[unit, table] = max(filed_for, last.get((unit, table), ""))
    return {(campaign, unit, table, filed_for) for (unit, table), filed_for in last.items()}
