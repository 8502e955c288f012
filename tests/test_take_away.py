"""Single tables to take away: as in the snapshot, typed, harmless, nothing confidential."""

import csv
import io
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from locales import LANGUAGES, messages, translator
from tests.office import CODE_A, A, B, Office, progress, projects
from tests.test_pages import answer, fine, opened, said
from tests.test_prospect_secrets import CAMPAIGN as SECRET_CAMPAIGN
from tests.test_prospect_secrets import HIDDEN, SECRETS, row, sheet
from warehouse import rows, workbook
from warehouse.connection import Connection
from warehouse.described import COLUMNS, contents, describe, heading
from warehouse.export import one_csv
from warehouse.home import Home
from warehouse.snapshots import connect, current

CAMPAIGN, MONTH = "yueqing-2021", "2021-09"
EVIL = '@HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two projects in September, one of them with an evil name; 7.0001 万元 and −5.5 万元."""
    place = Office(tmp_path_factory.mktemp("office"))
    evil = [A[0], EVIL, *A[2:]]
    place.file(
        {
            "项目清单": projects(evil, B),
            "月度进展": progress([CODE_A, -5.5, 100], [B[0], None, 7.0001]),
        }
    )
    place.run()
    return place


@pytest.fixture(scope="module")
def connection(office: Office) -> Iterator[Connection]:
    served = current(office.home.snapshots)
    assert served
    with connect(served) as opened_one:
        yield opened_one


@pytest.fixture
def served(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("SAIMA_DATA", str(office.root))
    return office


def book(content: bytes) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of both sheets of a workbook."""
    read = openpyxl.load_workbook(io.BytesIO(content))
    first, second = read.worksheets
    return list(first.values), list(second.values)


def cells(answer: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows of a table as a workbook has them: Excel knows numbers, texts, flags and moments."""

    def cell(value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(map(str, value)) or None
        if isinstance(value, date) and not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day)
        return None if value == "" else value

    return [tuple(cell(value) for value in line) for line in answer]


def test_every_table_of_the_sample_reads_back_exactly_from_both_files(snapshot: Connection) -> None:
    t = translator("zh-CN")
    small = [name for name in rows.tables(snapshot) if rows.of_table(snapshot, name).count() < 400]
    assert len(small) > 40
    for name in small:
        # What definitions say in full is longer than a cell can be.
        chosen = "* exclude (definition_toml)" if name == "campaigns" else "*"
        asked = snapshot.cursor().sql(f"select {chosen} from {name} order by all").fetchall()
        found = rows.Rows(snapshot, name, f"select {chosen} from {name} order by all", None)
        kept, _ = book(b"".join(workbook.stream(found, t, {})))
        read = [tuple(_exact(cell) for cell in line) for line in kept[1:]]
        expected = [tuple(_exact(cell) for cell in line) for line in cells(asked)]
        assert read == expected, name
        text = b"".join(one_csv(rows.of_table(snapshot, name))).decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text)))) == len(asked) + 1, name


def _exact(value: Any) -> Any:
    """A number as the decimal that its shortest writing is."""
    is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return (
        Decimal(repr(value) if isinstance(value, float) else value).normalize()
        if is_number
        else value
    )


def test_numbers_are_numbers_and_months_and_codes_are_texts(connection: Connection) -> None:
    found = rows.asked_for(connection, "progress", CAMPAIGN, None, "en")
    names = [name for name, _ in found.columns]
    kept, _ = book(b"".join(workbook.stream(found, translator("en"), {})))
    by_code = {
        line[names.index("project_code")]: dict(zip(names, line, strict=True)) for line in kept[1:]
    }
    assert by_code[CODE_A]["invested_in_month_wanyuan"] == -5.5
    assert by_code[B[0]]["invested_to_date_wanyuan"] == 7.0001
    assert by_code[B[0]]["invested_in_month_wanyuan"] is None, "what was not filed is no zero"
    assert by_code[CODE_A]["month"] == MONTH


def test_a_text_like_a_formula_is_a_text_in_both(connection: Connection) -> None:
    found = rows.asked_for(connection, "projects", CAMPAIGN, None, "zh-CN")
    place = [name for name, _ in found.columns].index("project_name")
    content = b"".join(workbook.stream(found, translator("zh-CN"), {}))
    kept, _ = book(content)
    assert EVIL in {line[place] for line in kept[1:]}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet_xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet_xml
    text = b"".join(one_csv(rows.of_table(connection, "projects", CAMPAIGN))).decode("utf-8-sig")
    assert f"'{EVIL}" in {line["project_name"] for line in csv.DictReader(io.StringIO(text))}


def test_headings_are_the_readers_with_their_unit_and_the_notes_explain_them(
    connection: Connection,
) -> None:
    found = rows.asked_for(connection, "unit_months", CAMPAIGN, MONTH, "zh-CN")
    kept, notes = book(b"".join(workbook.stream(found, translator("zh-CN"), {"快照": "x"})))
    assert {"计划投资（万元）", "投资完成率", "超（欠）序时（百分点）"} <= set(kept[0])
    english = workbook.headings(found, translator("en"))
    assert {"Investment planned for the campaign (CNY 10k)", "Completion rate"} <= set(english)
    assert ("快照", "x", None, None) in notes
    assert (
        "投资完成率",
        "completion_rate",
        "比值，1 即 100%",
        "投资完成率：累计完成÷计划投资。",
    ) in notes


def test_two_columns_that_would_read_alike_have_their_names(connection: Connection) -> None:
    found = rows.of_table(connection, "consequences")
    headings = workbook.headings(found, translator("zh-CN"))
    assert len(set(headings)) == len(headings)


def test_the_same_snapshot_gives_the_same_workbook(connection: Connection) -> None:
    made = [
        b"".join(workbook.stream(rows.of_table(connection, "standings"), translator("en"), {}))
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_too_many_rows_are_refused_before_the_first_byte(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)
    with pytest.raises(workbook.TooManyRows, match=r"Ask for \.csv"):
        workbook.stream(rows.of_table(connection, "projects"), translator("en"), {})


def test_a_table_can_be_had_of_one_campaign_and_month(served: Office) -> None:
    of = f"standings.csv?campaign={CAMPAIGN}&month={MONTH}"
    status, headers, body = answer(f"/export/current/{of}")
    assert status == 200
    assert headers["content-type"].startswith("text/csv")
    read = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    asked = served.ask(
        f"select unit_id from standings where campaign_id = '{CAMPAIGN}' and month = '{MONTH}'"
    )
    assert sorted(line["unit_id"] for line in read) == sorted(unit for (unit,) in asked)
    now = current(served.home.snapshots)
    assert now
    name = f"standings-{CAMPAIGN}-{MONTH}-{now.id}.csv"
    assert name in headers["content-disposition"]
    assert answer(f"/export/{now.id}/{of}")[2] == body


def test_the_months_standings_are_ready_made(served: Office) -> None:
    asked = f"campaign={CAMPAIGN}&month={MONTH}"
    _, _, body = answer(f"/export/current/standings_of_month.xlsx?{asked}&lang=zh-CN")
    kept, notes = book(body)
    line = dict(zip(kept[0], kept[1], strict=True))
    # One town has filed: 107 of 4 000 万元 planned. Nobody else is ranked.
    assert (line["单位"], line["名次"], line["投资完成率"]) == ("柳市镇", 1, 0.0268)
    assert line["截至月末累计完成投资（万元）"] == 107.0001
    score = served.ask(f"select score from standings where month = '{MONTH}' and rank = 1")
    assert Decimal(str(line["得分（分）"])) == score[0][0]
    assert len(kept) - 1 == len(served.ask(f"select 1 from standings where month = '{MONTH}'"))
    assert notes[0][:2] == ("数据表", "standings_of_month")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export/current/nothing.csv", 404),
        ("/export/current/snapshot;drop.csv", 404),
        ("/export/current/standings_of_month.csv", 404),
        ("/export/current/standings.csv?campaign=nowhere", 404),
        ("/export/current/standings.csv?month=2021%0d%0a", 404),
        ("/export/0000000000000000/standings.csv", 404),
        ("/export/..%2f/standings.xlsx", 404),
        (f"/export/current.zip?campaign={CAMPAIGN}", 200),
        ("/export/current/standings.xlsx?lang=xx", 200),
    ],
)
@pytest.mark.usefixtures("served")
def test_what_is_not_there_is_said(path: str, status: int) -> None:
    assert answer(path)[0] == status


def test_no_download_holds_what_is_confidential(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Office(tmp_path)
    secret = row("S1", secret=True, **HIDDEN)
    at = "2018-02-03T08:00:00"
    place.file(sheet(secret), month="2018-01", name="南湖区.xlsx", campaign=SECRET_CAMPAIGN, at=at)
    place.run()
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path))
    assert place.ask("select count(*) from prospects") == [(1,)]
    for table in ("prospects", "prospect_months", "notes", "rejects"):
        text = answer(f"/export/current/{table}.csv")[2].decode()
        assert [word for word in SECRETS if word in text] == []
        kept, notes = book(answer(f"/export/current/{table}.xlsx")[2])
        assert [word for word in SECRETS if word in str([kept, notes])] == []


def test_every_table_of_the_sample_is_described_and_its_rows_are_counted(
    snapshot: Connection,
) -> None:
    tables = set(rows.tables(snapshot))
    assert set(contents()) == tables
    cursor = snapshot.cursor()
    sums = dict(
        cursor.sql("select table_name, sum(rows)::bigint from table_rows group by all").fetchall()
    )
    for table in tables - {"table_rows"}:
        counted = cursor.sql(f"select count(*) from {table}").fetchall()[0][0]
        assert sums.get(table, 0) == counted, table


def test_every_column_of_the_sample_has_a_heading_in_both_languages(snapshot: Connection) -> None:
    for table in rows.tables(snapshot):
        for name, kind in rows.of_table(snapshot, table).columns:
            assert describe(table, name, kind)
            for language in LANGUAGES:
                text = heading(table, name, language)
                assert text, (table, name)
                assert not text[0].islower(), (table, name, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_every_table_with_its_rows(
    language: str, sample_home: Home, snapshot: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    served = current(sample_home.snapshots)
    assert served
    asked = {"campaign": CAMPAIGN, "month": "2021-11", "lang": language}
    app = opened("data/take_away", **asked)
    assert fine(app)
    whole, month = (
        snapshot.cursor()
        .sql(
            f"select count(*), count(*) filter (where month = '2021-11') from unit_months "
            f"where campaign_id = '{CAMPAIGN}'"
        )
        .fetchall()[0]
    )
    address = f"/export/{served.id}/unit_months"
    line = next(text for text in said(app).splitlines() if f"{address}.csv" in text)
    words = (
        ("全部 {} 行", "2021年11月 {} 行")
        if language == "zh-CN"
        else ("All: {} rows", "2021 {} rows")
    )
    assert [word.format(n) in line for word, n in zip(words, (whole, month), strict=True)] == [
        True,
        True,
    ]
    assert f"{address}.xlsx?campaign={CAMPAIGN}&month=2021-11&lang={language}" in line
    codes = [str(each.value) for each in app.code]
    assert any(f"/export/{served.id}/standings_of_month.csv" in code for code in codes)
    assert any("/export/current/standings_of_month.csv" in code for code in codes)
    assert any("〔2021〕18号" in code and served.id in code for code in codes), "the citation"


def test_searching_finds_tables_by_what_they_hold(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    asked = {"campaign": CAMPAIGN, "month": "2021-11", "lang": "zh-CN"}
    app = opened("data/take_away", **asked, find="红灯清单")
    assert "/red_list.csv" in said(app)
    assert "/unit_months.csv" not in said(app)
    nothing = opened("data/take_away", **asked, find="没有这张表")
    assert fine(nothing)
    assert any("没有这张表" in str(each.value) for each in nothing.info)


def test_every_unit_of_a_column_has_its_word() -> None:
    units = {
        described["unit"]
        for path in COLUMNS.glob("*.toml")
        for columns in tomllib.loads(path.read_text("utf-8")).values()
        for described in columns.values()
        if described.get("unit")
    }
    assert {f"take_away.unit.{unit}" for unit in units} <= set(messages("en"))
