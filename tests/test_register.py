"""The register of projects: what passes a filter, what it comes to, page by page and as a file."""

import csv
import io
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, cast

import openpyxl
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from pages._shared import register, register_file, server
from pages._shared.attachment import MEDIA, attached
from tests.office import CODE_A, A, B, Office, progress, projects
from tests.test_pages import cards, fine, opened, said
from warehouse import snapshots
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read

YUEQING = {"campaign": "yueqing-2021", "month": "2021-11"}
LISHUI = {"campaign": "lishui-2018", "month": "2018-10"}
EVIL = '@HYPERLINK("http://x")'


def ask(connection: Connection, at: dict[str, str], **more: Any) -> pl.DataFrame:
    """A page of the register; what is not said is all, by unit, on one page."""
    picked = {name: more.pop(name) for name in register.FILTERS if name in more}
    choice = {"track": "all", "language": "en", "q": "", "sort": "unit", "falling": False}
    paged = {"page": 1, "rows": register.ALL_ROWS}
    bound = register.bound(picked, **{**at, **choice, **paged, **more})
    return read(connection.cursor(), "project_register", **bound)


def codes(found: pl.DataFrame) -> list[str]:
    return found["project_code"].drop_nulls().to_list()


def listed(connection: Connection, at: dict[str, str]) -> list[dict[str, Any]]:
    """Every project of a month, put together here from what was filed, without the register."""

    def rows(sql: str) -> pl.DataFrame:
        return cast(pl.DataFrame, connection.cursor().sql(sql, params=at).pl())

    own = "campaign_id = $campaign and month = $month"
    filed = rows("select * from progress where campaign_id = $campaign and month <= $month")
    last = filed.sort("month").group_by("project_code").agg(pl.col("status").drop_nulls().last())
    held = rows(f"select filing_id from lists where {own} and table_name = 'projects'")
    every = pl.concat(
        connection.cursor().sql("select * from projects").pl().filter(filing_id=each)
        for each in held["filing_id"]
    )
    slow = rows(f"select project_code, kind from slow_projects where {own}")
    issues = rows(f"select * from issue_months where {own}")
    marts = rows(
        "select project_code, period_plan_wanyuan as plan, planned_to_date_wanyuan as planned,"
        f" invested_to_date_wanyuan as invested, light from project_months join project_lights"
        f" using (campaign_id, month, project_code) where {own}"
    )
    return [
        row
        | {
            "slow": set(slow.filter(project_code=row["project_code"])["kind"]) or {"none"},
            "issues": issues.filter(project_code=row["project_code"]),
            "is_filed": not filed.filter(
                project_code=row["project_code"], month=at["month"]
            ).is_empty(),
        }
        for row in every.join(last, on="project_code", how="left")
        .join(marts, on="project_code")
        .iter_rows(named=True)
    ]


def size(row: dict[str, Any]) -> Decimal:
    return Decimal(row["total_investment_wanyuan"])


Passes = Callable[[dict[str, Any]], bool]
LATE = {"snail", "marathon"}


def _is(column: str, *wanted: object) -> Passes:
    return lambda row: row[column] in wanted


FILTERS: list[tuple[dict[str, str], dict[str, Any], Passes]] = [
    (YUEQING, {}, lambda row: True),
    (YUEQING, {"unit": ("330382114", "330382001")}, _is("unit_id", "330382114", "330382001")),
    (YUEQING, {"domain": ("industry",)}, _is("domain", "industry")),
    (
        YUEQING,
        {"category": ("new_start", "completion")},
        _is("category", "new_start", "completion"),
    ),
    (YUEQING, {"sector": ("教育",)}, _is("sector", "教育")),
    (LISHUI, {"level": ("provincial",)}, _is("level", "provincial")),
    (YUEQING, {"status": ("suspended", "none")}, _is("status", "suspended", None)),
    (YUEQING, {"size": ("10-20", "20-50")}, lambda row: 100_000 <= size(row) < 500_000),
    (YUEQING, {"size": ("0-1",)}, lambda row: size(row) < 10_000),
    (LISHUI, {"light": ("red", "grey")}, _is("light", "red", "grey")),
    (LISHUI, {"filed": ("not_filed",)}, _is("is_filed", False)),
    (LISHUI, {"slow": ("snail", "marathon")}, lambda row: bool(row["slow"] & LATE)),
    (LISHUI, {"slow": ("none",)}, lambda row: row["slow"] == {"none"}),
    (LISHUI, {"issues": ("overdue",)}, lambda row: bool(row["issues"]["is_overdue"].any())),
    (LISHUI, {"issues": ("due_up",)}, lambda row: bool(row["issues"]["is_due_up"].any())),
    (LISHUI, {"issues": ("none",)}, lambda row: row["issues"].is_empty()),
    (YUEQING, {"q": "小学"}, lambda row: "小学" in row["project_name"]),
    (YUEQING, {"q": "2101-"}, lambda row: "2101-" in row["project_code"]),
    (
        LISHUI,
        {"light": ("red",), "domain": ("infrastructure",), "q": "工程"},
        lambda row: (
            (row["light"], row["domain"]) == ("red", "infrastructure")
            and "工程" in row["project_name"]
        ),
    ),
]


def total(rows: Iterable[dict[str, Any]], column: str) -> Decimal | None:
    known = [row[column] for row in rows if row[column] is not None]
    return sum(known, Decimal(0)) if known else None


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (part / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)


@pytest.mark.parametrize(("at", "picked", "passes"), FILTERS)
def test_what_passes_a_filter_and_what_it_comes_to(
    snapshot: Connection, at: dict[str, str], picked: dict[str, Any], passes: Passes
) -> None:
    expected = [row for row in listed(snapshot, at) if passes(row)]
    assert 0 < len(expected) <= 189
    found = ask(snapshot, at, **picked)
    assert sorted(codes(found)) == sorted(row["project_code"] for row in expected)
    sums = found.row(0, named=True)
    assert sums["found_projects"] == len(expected)
    assert sums["found_unfiled"] == sum(not row["is_filed"] for row in expected)
    assert sums["found_red"] == sum(row["light"] == "red" for row in expected)
    assert sums["found_slow"] == sum(row["slow"] != {"none"} for row in expected)
    plan, planned = total(expected, "plan"), total(expected, "planned")
    invested = total(expected, "invested")
    assert sums["found_total_wanyuan"] == total(expected, "total_investment_wanyuan")
    assert sums["found_plan_wanyuan"] == plan
    assert sums["found_planned_wanyuan"] == planned
    assert sums["found_invested_wanyuan"] == invested
    assert sums["found_rate"] == ratio(invested, plan)
    assert sums["found_attainment"] == ratio(invested, planned)


def test_a_track_and_nothing_that_passes(snapshot: Connection) -> None:
    towns = ask(snapshot, YUEQING, track="towns")
    assert 0 < towns["found_projects"][0] < 189
    none = ask(snapshot, YUEQING, q="\\%_ nothing", page=7)
    assert codes(none) == []
    assert none.select("found_projects", "pages", "page", "found_plan_wanyuan").row(0) == (
        *(0, 1, 1),
        None,
    )


@pytest.mark.parametrize("sort", register.SORTED_BY)
@pytest.mark.parametrize("falling", [True, False])
def test_every_project_stands_on_one_page_in_order(
    snapshot: Connection, sort: str, falling: bool
) -> None:
    pages = [
        ask(snapshot, YUEQING, sort=sort, falling=falling, page=page, rows=40)
        for page in range(1, 6)
    ]
    assert [page.height for page in pages] == [40, 40, 40, 40, 29]
    assert {page["pages"][0] for page in pages} == {5}
    rows = pl.concat(pages)
    assert rows["project_code"].n_unique() == rows.height == 189
    if sort in ("unit", "light"):
        return
    values = rows[sort].to_list()
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=falling)
    assert values == known + [None] * (len(values) - len(known))


def test_red_comes_first_and_units_come_in_their_order(snapshot: Connection) -> None:
    lights = ask(snapshot, LISHUI, sort="light")["light"].to_list()
    assert lights == sorted(lights, key=["red", "yellow", "green", "grey"].index)
    units = ask(snapshot, YUEQING)["unit"].unique(maintain_order=True).to_list()
    order = "select name_en from contenders where campaign_id = 'yueqing-2021' order by position"
    own = [name for (name,) in snapshot.cursor().sql(order).fetchall() if name in units]
    assert units == own


def test_a_page_beyond_the_last_one_is_the_last_one(snapshot: Connection) -> None:
    last = ask(snapshot, YUEQING, page=99, rows=40)
    assert last["page"][0] == 5
    assert codes(last) == codes(ask(snapshot, YUEQING, page=5, rows=40))


def test_filters_offer_what_the_month_has(snapshot: Connection) -> None:
    every = listed(snapshot, YUEQING)
    options = read(snapshot.cursor(), "register_options", **YUEQING, track="all", language="zh-CN")
    for kind, column in (("unit", "unit_id"), ("domain", "domain"), ("sector", "sector")):
        counts = pl.Series([row[column] for row in every]).value_counts().rows()
        offered = options.filter(kind=kind).select("id", "projects").rows()
        assert sorted(offered) == sorted(counts)
    sizes = options.filter(kind="size")
    assert sizes["projects"].sum() == 189
    assert sizes["name"].null_count() == 0


# As a file

COLUMNS = "project_name,light,invested_to_date_wanyuan,completion_rate,started_on,slow_kinds"


def asked(at: dict[str, str], **more: str) -> dict[str, str]:
    return {**at, "track": "all", "language": "zh-CN", "columns": COLUMNS, **more}


def test_the_csv_has_exactly_what_passes(snapshot: Connection) -> None:
    content = register_file.made(snapshot, "csv", asked(LISHUI, light="red", sort="light"))
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head == ["项目名称", "亮灯", "累计完成（万元）", "投资完成率", "实际开工", "慢项目"]
    found = ask(snapshot, LISHUI, light=("red",), sort="light")
    assert [row[0] for row in rows] == found["project_name"].to_list()
    assert [Decimal(row[2]) for row in rows] == found["invested_to_date_wanyuan"].to_list()
    assert [Decimal(row[3]) for row in rows] == found["completion_rate"].to_list()
    assert {row[1] for row in rows} == {"■ 红"}
    assert [row[4] for row in rows] == [str(day or "") for day in found["started_on"]]
    slow = {"zombie": "僵尸", "snail": "蜗牛", "marathon": "马拉松"}
    kinds = [[slow[kind] for kind in each or []] for each in found["slow_kinds"].to_list()]
    assert [row[5] for row in rows] == ["、".join(each) for each in kinds]


def test_the_file_is_in_the_unit_that_its_heading_names(snapshot: Connection) -> None:
    content = register_file.made(snapshot, "csv", asked(LISHUI) | {"language": "en"})
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head[2].endswith("(CNY m)")
    found = ask(snapshot, LISHUI)["invested_to_date_wanyuan"]
    assert [Decimal(row[2]) if row[2] else None for row in rows] == [
        None if each is None else each / 100 for each in found
    ]


def test_the_workbook_has_numbers_as_numbers(snapshot: Connection) -> None:
    content = register_file.made(snapshot, "xlsx", asked(LISHUI, light="red"))
    head, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    found = ask(snapshot, LISHUI, light=("red",))
    assert head[2] == "累计完成（万元）"
    amounts = [float(value) for value in found["invested_to_date_wanyuan"]]
    assert [row[2] for row in rows] == amounts
    assert [row[4].date() if row[4] else None for row in rows] == found["started_on"].to_list()


def test_the_same_rows_give_the_same_workbook(snapshot: Connection) -> None:
    first, second = (register_file.made(snapshot, "xlsx", asked(LISHUI)) for _ in range(2))
    assert first == second
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert (book.sheetnames, book.properties.created.year) == (["项目库"], 2000)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    place = Office(tmp_path_factory.mktemp("office"))
    evil = [A[0], EVIL, *A[2:]]
    place.file({"项目清单": projects(evil, B), "月度进展": progress([CODE_A, 100, 100])})
    place.run()
    return place


def test_no_text_of_a_file_is_taken_for_a_formula(office: Office) -> None:
    served = snapshots.current(office.home.snapshots)
    assert served
    at = asked({"campaign": "yueqing-2021", "month": "2021-09"}, columns="project_name")
    with snapshots.connect(served) as connection:
        text = register_file.made(connection, "csv", at).decode()
        book = openpyxl.load_workbook(io.BytesIO(register_file.made(connection, "xlsx", at)))
    assert f'"\'{EVIL.replace(chr(34), chr(34) * 2)}"' in text
    cell = book.active["A2"]
    assert (cell.value, cell.data_type) == (EVIL, "s")


def test_the_server_says_what_is_missing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(office.root))
    served = snapshots.current(office.home.snapshots)
    assert served
    at = asked({"campaign": "yueqing-2021", "month": "2021-09"})
    assert server._register(served.id, "csv", at).status_code == 200
    assert server._register(served.id, "exe", at).status_code == 404
    assert server._register("none", "csv", at).status_code == 404
    assert server._register(served.id, "csv", {"campaign": "yueqing-2021"}).status_code == 400


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("saima-all-ab12.zip", 'filename="saima-all-ab12.zip"'),
        ("甲-1.xlsx", "filename=\"saima.xlsx\"; filename*=UTF-8''%E7%94%B2-1.xlsx"),
        ('a"b.csv', "filename=\"saima.csv\"; filename*=UTF-8''a%22b.csv"),
    ],
)
def test_a_file_is_kept_under_its_name(name: str, kept: str) -> None:
    headers = attached(name, iter([b""])).headers
    assert headers["content-disposition"] == f"attachment; {kept}"
    assert headers["content-type"] == MEDIA[name.rpartition(".")[2]]


# The page


@pytest.fixture
def home(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    return sample_home.root


def headings(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value.columns)


@pytest.mark.usefixtures("home")
def test_the_page_shows_what_the_query_answers(snapshot: Connection) -> None:
    app = opened("projects/register", lang="en", light="red", sort="light", **LISHUI)
    assert fine(app)
    found = ask(snapshot, LISHUI, light=("red",), sort="light", falling=True)
    sums = found.row(0, named=True)
    shown = cards(app)
    assert shown["Projects"] == str(sums["found_projects"])
    assert shown["Completion rate"] == f"{sums['found_rate']:.2%}"
    assert shown["Completed to date"].startswith("CNY ")
    assert f"{sums['found_projects']} projects pass the filters" in said(app)
    assert f"{sums['found_slow']} slow" in said(app)
    table = app.dataframe[0].value
    assert table["project_name"].tolist() == found["project_name"].to_list()
    amounts = [float(each / 100) for each in found["invested_to_date_wanyuan"]]  # CNY m
    assert table["invested_to_date_wanyuan"].tolist() == pytest.approx(amounts)
    rates = [float(each * 100) for each in found["completion_rate"]]
    assert table["completion_rate"].tolist() == rates
    assert set(table["light"]) == {"■ red"}


@pytest.mark.usefixtures("home")
def test_columns_are_the_readers_own_and_in_their_order() -> None:
    own = "started_on,project_name,light"
    app = opened("projects/register", lang="en", columns=own, **YUEQING)
    assert headings(app) == own.split(",")
    app = opened("projects/register", lang="en", columns="dates", **YUEQING)
    assert headings(app) == list(register.SETS["dates"])
    app = opened("projects/register", lang="en", columns="light,nonsense", **YUEQING)
    assert headings(app) == ["light"]
    assert "“nonsense”" in said(app)


@pytest.mark.usefixtures("home")
def test_what_a_link_names_in_vain_is_said() -> None:
    app = opened("projects/register", lang="en", unit="nowhere", p="9", **YUEQING)
    assert fine(app)
    assert "“nowhere”" in said(app)
    assert "“9”" in said(app)
    assert cards(app)["Projects"] == "189"
    assert app.dataframe[0].value.shape[0] == 89  # the second of two pages of a hundred


@pytest.mark.usefixtures("home")
def test_a_pick_goes_into_the_link_and_leads_to_the_first_page() -> None:
    app = opened("projects/register", lang="en", p="2", **YUEQING)
    app.multiselect(key="light").set_value(["yellow"]).run()
    assert app.query_params["light"] == "yellow"
    assert "p" not in app.query_params
    app.segmented_control(key="column_set").set_value("own").run()
    assert app.query_params["columns"] == ",".join(register.SETS["money"])


@pytest.mark.usefixtures("home")
def test_nothing_that_passes_is_said() -> None:
    app = opened("projects/register", lang="en", q="nothing at all", **YUEQING)
    assert fine(app)
    assert "No project passes the filters." in said(app)
    assert not app.dataframe
