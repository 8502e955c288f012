"""What corrections changed, against cases worked out by hand and an independent comparison."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from locales import translator
from tests.office import CAMPAIGN, CODE_A, CODE_B, UNIT, A, B, Office, Sheet, progress, projects
from tests.test_pages import fine, opened, said
from tests.test_prospect_secrets import row, sheet
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read
from warehouse.tables.said import column_name, value

CODE_C = "2017-330382-04-01-000003"
CODE_D = "2017-330382-04-01-000004"
LATER = f"{UNIT}（更正）.xlsx"
DIFFERENCES = (
    "select table_name, row_key, change, column_name, value_before, value_after, "
    "source_row_before, source_row from filing_differences order by all"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """September: A and B, then a list without A and with C, B's plan lowered; A's figure blanked.

    The two months of a back-fill, of which October is filed again by itself, and then once more
    without a change.
    """
    office = Office(tmp_path_factory.mktemp("differences"))
    first = {"项目清单": projects(A, B), "月度进展": progress([CODE_A, 5, 5], [CODE_B, 7, 7])}
    office.file(first)
    c = [CODE_C, "丙项目", "民生", "续建", 100, 50]
    lowered = [CODE_B, "乙项目", "民生", "新开工", 8000, 2999.9999]
    second = {
        "项目清单": projects(lowered, c),
        "月度进展": progress([CODE_A, 5, ""], [CODE_B, 7, 7.5]),
    }
    office.file(second, name=LATER, at="2021-10-09T08:00:00")
    both: Sheet = [
        ["单位：万元"],
        ["项目代码", "月份", "累计完成投资"],
        *([CODE_D, month, figure] for month, figure in (("2021-09", 1), ("2021-10", 2))),
    ]
    folder = "2021-09..2021-10"
    office.file({"月度进展": both}, month=folder, name="虹桥镇.xlsx", at="2021-11-02T08:00:00")
    for day in (3, 4):
        october = {"月度进展": progress([CODE_D, "", 3])}
        name, at = f"虹桥镇-{day}.xlsx", f"2021-11-0{day}T08:00:00"
        office.file(october, month="2021-10", name=name, at=at)
    office.run()
    return office


def test_a_correction_is_compared_row_by_row_and_column_by_column(office: Office) -> None:
    # Rows: unit line, header, then the first project in row 3.
    found = set(office.ask(DIFFERENCES))
    assert found == {
        ("projects", CODE_A, "dropped", None, None, None, 3, None),
        ("projects", CODE_C, "added", None, None, None, None, 4),
        ("projects", CODE_B, "changed", "category", "ongoing", "new_start", 4, 3),
        ("projects", CODE_B, "changed", "period_plan_wanyuan", "3000.0000", "2999.9999", 4, 3),
        ("progress", CODE_A, "changed", "invested_to_date_wanyuan", "5.0000", None, 3, 3),
        ("progress", CODE_B, "changed", "invested_to_date_wanyuan", "7.0000", "7.5000", 4, 4),
        # Of the back-fill only October was filed again: its September stands.
        ("progress", CODE_D, "changed", "invested_to_date_wanyuan", "2.0000", "3.0000", 4, 3),
    }


def test_each_filing_is_compared_with_the_one_whose_place_it_took(office: Office) -> None:
    pairs = office.ask(
        "select table_name, month, source_file_before, source_file, is_current "
        "from superseded_filings order by received_at, table_name"
    )
    at = f"{CAMPAIGN}/2021-09"
    october = [
        f"{CAMPAIGN}/2021-09..2021-10/虹桥镇.xlsx",
        *(f"{CAMPAIGN}/2021-10/虹桥镇-{d}.xlsx" for d in (3, 4)),
    ]
    assert pairs == [
        ("progress", "2021-09", f"{at}/{UNIT}.xlsx", f"{at}/{LATER}", True),
        ("projects", "2021-09", f"{at}/{UNIT}.xlsx", f"{at}/{LATER}", True),
        ("progress", "2021-10", october[0], october[1], False),
        ("progress", "2021-10", october[1], october[2], True),  # without a difference
    ]


def test_the_command_says_old_and_new_with_both_places(office: Office) -> None:
    told = office.call("difference", CAMPAIGN, "2021-09", UNIT)
    assert told.exit_code == 0
    assert f"{CODE_B} · 计划投资（万元）：3,000 → 2,999.9999" in told.stdout
    assert f"{CODE_B} · 项目类别：续建 → 新开工" in told.stdout
    assert f"{CODE_A} · 累计完成投资（万元）：5 → 空白" in told.stdout
    assert f"{CODE_C}：增加一行（{CAMPAIGN}/2021-09/{LATER} · 项目清单 · 第 4 行）" in told.stdout
    assert (
        f"{CODE_A}：减少一行（{CAMPAIGN}/2021-09/{UNIT}.xlsx · 项目清单 · 第 3 行）" in told.stdout
    )
    ((receipt,),) = office.ask(
        "select distinct receipt_id from superseded_filings where month = '2021-09'"
    )
    again = json.loads(office.call("difference", receipt, "--json").stdout)
    assert [(f["table_name"], len(f["differences"])) for f in again["filings"]] == [
        ("progress", 2),
        ("projects", 4),
    ]
    assert office.call("difference", "0123456789abcdef").exit_code == 1
    assert office.call("difference", CAMPAIGN, "2021-09").exit_code == 2


def test_random_lists_differ_as_an_independent_comparison_says(tmp_path: Path) -> None:
    """The lists are compared here as they were typed, as dictionaries."""
    chance = random.Random(8)
    code = "2017-330382-04-01-{:06d}".format
    kinds, domains = ["前期", "新开工", "续建", "建成"], ["产业", "基础设施", "民生"]

    def random_row(n: int) -> list[Any]:
        total = chance.randint(1, 9) * 1000
        return [code(n), f"项目{n}", chance.choice(domains), chance.choice(kinds), total, total / 8]

    before = {n: random_row(n) for n in range(60)}
    after = {n: list(r) for n, r in before.items() if chance.random() > 0.1}
    for changed in chance.sample(sorted(after), 20):
        at = chance.randrange(1, 6)
        after[changed][at] = random_row(changed)[at] if at > 1 else f"项目{changed}改"
    after |= {n: random_row(n) for n in range(60, 66)}
    expected: set[tuple[str, str, str | None]] = set()
    for n in before.keys() | after.keys():
        if n not in before or n not in after:
            expected.add((code(n), "added" if n in after else "dropped", None))
            continue
        columns = ("project_name", "domain", "category", "total_investment_wanyuan")
        for at, name in enumerate((*columns, "period_plan_wanyuan"), start=1):
            if before[n][at] != after[n][at]:
                expected.add((code(n), "changed", name))
    office = Office(tmp_path)
    office.file({"项目清单": projects(*before.values())})
    rows = list(after.values())
    chance.shuffle(rows)
    office.file({"项目清单": projects(*rows)}, name=LATER, at="2021-10-09T08:00:00")
    office.run()
    found = office.ask("select row_key, change, column_name from filing_differences")
    assert len(found) == len(expected)
    assert set(found) == expected


def test_what_is_confidential_is_not_told_by_a_difference(tmp_path: Path) -> None:
    office = Office(tmp_path)
    campaign = "jiaxing-2018"
    secret: dict[str, Any] = {"secret": True, "name": "天机项目"}
    first = sheet(row("S1", **secret), row("P2"), row("P3"))
    # S1 gets another investor; P2 is flagged only now, and was open when it was filed first.
    second = sheet(
        row("S1", **secret, investor="玄武集团"),
        row("P2", secret=True, investor="绝密集团"),
        row("P3", investor="公开集团"),
    )
    for number, (name, content) in enumerate((("南湖区.xlsx", first), ("南湖区-2.xlsx", second))):
        at = f"2018-02-0{number + 1}T08:00:00"
        office.file(content, month="2018-01", campaign=campaign, name=name, at=at)
    office.run()
    found = office.ask(
        "select row_key, column_name, value_before, value_after, is_hidden "
        "from filing_differences order by all"
    )
    assert found == [
        ("P2", "confidential", "false", "true", False),
        ("P2", "investor", None, None, True),
        ("P3", "investor", "投资方P3", "公开集团", False),
        ("S1", "investor", None, None, True),
    ]


def test_values_are_said_in_both_languages_exactly() -> None:
    zh, en = translator("zh-CN"), translator("en")
    assert value(zh, "progress", "status", "suspended") == "停工"
    assert value(en, "progress", "status", "suspended") == "Suspended"
    assert value(en, "progress", "invested_to_date_wanyuan", "12345.6700") == "12,345.67"
    assert value(zh, "progress", "registered_in_statistics", "true") == "是"
    assert value(en, "progress", "started_on", None) == "blank"
    assert column_name(en, "land", "area_mu") == "Area (mu)"
    assert column_name(zh, "progress", "status") == "状态"


SEEN = {"campaign": "yueqing-2021", "month": "2021-10", "lang": "en"}


@pytest.mark.slow
def test_the_page_shows_what_the_months_correction_changed(
    sample_home: Home, snapshot: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    app = opened("data/corrections", **SEEN)
    assert fine(app)
    # 柳市镇 filed October again: two projects, and of both the month and the sum are other.
    assert (
        "1 filing of October 2021 is a correction: rows added 0, rows dropped 0, values changed 4"
        in (said(app))
    )
    asked = {"campaign": "yueqing-2021", "month": "2021-10", "track": "all", "language": "en"}
    filings = read(snapshot.cursor(), "superseded_filings", **asked)
    (filing,) = filings.to_dicts()
    assert (filing["unit"], filing["rows_changed"], filing["values_changed"]) == (
        "Liushi Town",
        2,
        4,
    )
    shown = app.dataframe[0].value.iloc[0]
    assert (shown["unit"], shown["table_name"], shown["values_changed"]) == (
        "Liushi Town",
        "Monthly progress",
        4,
    )
    changes = app.dataframe[1].value
    told = set(
        zip(changes["column_name"], changes["value_before"], changes["value_after"], strict=True)
    )
    assert told == {
        ("Invested in month (CNY 10k)", "488.65", "814.41"),
        ("Invested to date (CNY 10k)", "537.39", "863.15"),
        ("Invested in month (CNY 10k)", "1,896.66", "3,161.1"),
        ("Invested to date (CNY 10k)", "2,051.84", "3,316.28"),
    }
    assert "No known errors are registered" in said(app)
    quiet = opened("data/corrections", **(SEEN | {"month": "2021-12"}))
    assert "No filing of December 2021 was corrected." in said(quiet)
