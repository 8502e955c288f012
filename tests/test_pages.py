"""Every page opens through `app.py`, in each language, and shows what the snapshot holds."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

from locales import LANGUAGES, messages
from pages._shared import menu, server
from tests.asgi import Answer, get
from tests.dashboard_snapshot import example, write
from warehouse.home import home
from warehouse.queries import names, read, text
from warehouse.snapshots import connect, current

ROOT = Path(__file__).parent.parent
PAGES = ("progress/completion", "progress/regions", "race/standings")
OTHER = "00000000000000bb"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write(folder / "snapshots", example())
    return folder


@pytest.fixture
def served(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAIMA_DATA", str(made))
    return made


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path))
    return tmp_path


def opened(page: str = PAGES[0], **asked: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in asked.items():
        app.query_params[key] = value
    app.run()
    is_first = menu.SCRIPTS[menu.FIRST] == f"{page}.py"
    return app if is_first else app.switch_page(f"pages/{page}.py").run()


def said(app: AppTest) -> str:
    """Everything that a reader reads, one text per line."""
    groups = (app.title, app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(str(element.value) for group in groups for element in group)


def fine(app: AppTest) -> bool:
    return not app.exception and not app.error


def cards(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_no_page_lies_directly_in_pages() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("track", ["all", "towns", "bureaus", "zones"])
@pytest.mark.parametrize("month", ["2021-09", "2021-11"])
@pytest.mark.usefixtures("served")
def test_every_page_opens(page: str, language: str, track: str, month: str) -> None:
    app = opened(page, lang=language, campaign="alpha", month=month, track=track)
    assert fine(app)
    assert app.title
    assert not re.search(r"\b[a-z]+\.[a-z_]+\b", said(app).replace("app.py", "")), said(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("served")
def test_a_campaign_without_classified_projects_or_race_opens(page: str) -> None:
    assert fine(opened(page, campaign="charlie", lang="en"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("served")
def test_a_campaign_without_data_says_so(page: str) -> None:
    app = opened(page, campaign="bravo", lang="en")
    assert fine(app)
    assert "no data for any month" in said(app)


@pytest.mark.usefixtures("empty")
def test_an_empty_warehouse_says_what_to_type() -> None:
    app = opened(lang="en")
    assert fine(app)
    assert [code.value for code in app.code] == [
        "make demo",
        "python -m pipelines sample data/inbox\npython -m pipelines run",
    ]


@pytest.mark.usefixtures("served")
def test_completion_shows_the_sums_of_the_snapshot() -> None:
    app = opened(lang="en", track="towns")
    # 8 towns of 1 000: of Town n, n/8 of 70 % is done, so 36/8 × 700 = 3 150 of 8 000.
    assert cards(app) == {
        "Completed to date": "CNY 31.5 m",
        "Completion rate": "39.38%",
        "Time progress": "69.61%",
        "Ahead of (behind) schedule": "−30.23 pp",
        "Projects filed": "16 / 16",
    }


@pytest.mark.usefixtures("served")
def test_what_is_missing_is_a_dash_and_never_zero() -> None:
    shown = opened("progress/regions", lang="en", track="bureaus").dataframe[0].value
    missing = shown[shown["unit"] == "Education Bureau"]
    assert missing["completion_rate"].isna().all()
    assert missing["filed_projects"].tolist() == [0]


@pytest.mark.usefixtures("served")
def test_regions_counts_who_is_behind() -> None:
    assert "7 of 8 units are behind time progress" in said(
        opened("progress/regions", lang="en", track="towns")
    )


@pytest.mark.usefixtures("served")
def test_standings_shows_rank_movement_light_streak_band_and_consequence() -> None:
    table = opened("race/standings", lang="en", track="towns").table[0].value
    assert [column.strip() for column in table.columns] == [
        "Rank",
        "Unit",
        "Score, light",
        "When weights vary",
        "Leads to",
    ]
    ranks = [text.partition("**")[2].partition("**")[0] for text in table["Rank"]]
    assert ranks == ["1", "2", "2", "4", "5", "6", "7", "8"]
    choice = "campaign=alpha&month=2021-11&track=towns&lang=en"
    assert table.iloc[6].tolist() == [
        "**7** ▲1",
        f"[Town 2](/reasons?{choice}&unit=t2) :small[:gray[bottom three for 3 months]]",
        "65.00 :red[■]\xa0red",
        "7",
        ":small[Interview · the vice mayor 四(六)]",
    ]
    bands = table["When weights vary"].str.replace("\N{WORD JOINER}", "").tolist()
    assert bands == ["1", "2–3 level", "2–3 level", "4", "5", "6", "7", "8"]
    assert table.iloc[7]["Rank"] == "**8** ▼1"
    assert table.iloc[0].tolist()[0] == "**1**"
    assert table.iloc[0].tolist()[-1] == ""


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2021-09", "Published on 2021-10-08 10:00 (issue 1); nothing has changed since."),
        ("2021-10", "Published on 2021-11-18 10:00 (issue 2)."),
        ("2021-10", "2 units stand otherwise than published."),
        ("2021-11", "This month is not yet published; ranks are provisional."),
    ],
)
def test_standings_says_whether_the_month_is_published(month: str, sentence: str) -> None:
    assert sentence in said(opened("race/standings", lang="en", month=month))


@pytest.mark.usefixtures("served")
def test_standings_says_who_talks_to_whom_and_by_which_clause() -> None:
    shown = said(opened("race/standings", lang="en", track="towns"))
    line = "Interview · the vice mayor → the unit's head · Unit shows red · 四(六) (number ours)"
    assert f"- {line}: Town 3, Town 2, Town 1" in shown
    assert "green from 90.00 points, yellow from 75.00, red below (ours)" in shown


@pytest.mark.usefixtures("served")
def test_units_without_a_rank_are_named_with_the_reason() -> None:
    assert re.search(
        r"\[Education Bureau\]\(/reasons\?\S+\) · Did not file",
        said(opened("race/standings", lang="en")),
    )


@pytest.mark.usefixtures("served")
def test_the_choice_is_kept_in_the_url_by_id() -> None:
    app = opened()
    assert app.query_params == {"campaign": "alpha", "month": "2021-11", "track": "all"}
    app.selectbox(key="month").set_value("2021-10").run()
    assert app.query_params["month"] == "2021-10"
    app.sidebar.segmented_control(key="lang").set_value("en").run()
    assert app.query_params["lang"] == "en"
    assert "October 2021" in said(app)


@pytest.mark.usefixtures("served")
def test_another_campaign_starts_with_its_own_latest_month() -> None:
    app = opened(campaign="alpha", month="2021-09", track="towns")
    app.selectbox(key="campaign").set_value("charlie").run()
    assert app.query_params == {"campaign": "charlie", "month": "2021-10", "track": "all"}


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ({"month": "2021-13"}, "month “2021-13”, which does not exist; shown is November 2021"),
        ({"month": "2021-12"}, "month “2021-12”, which has no data yet; shown is November 2021"),
        ({"track": "nobody"}, "track “nobody”, which does not exist; shown is “All tracks”"),
        ({"campaign": "zulu"}, "campaign “zulu”, which does not exist; shown is “Alpha push”"),
    ],
)
@pytest.mark.usefixtures("served")
def test_what_a_link_asks_for_in_vain_is_said(asked: dict[str, str], note: str) -> None:
    app = opened(lang="en", **asked)
    assert note in said(app)
    assert asked.items() <= app.query_params.items()
    app.selectbox(key="month").set_value("2021-10").run()
    assert not app.warning


@pytest.mark.usefixtures("served")
def test_an_unknown_language_is_said() -> None:
    assert "xx" in said(opened(lang="xx"))


@pytest.mark.usefixtures("served")
def test_the_foot_says_where_the_data_comes_from() -> None:
    captions = [caption.value for caption in opened(lang="en").caption]
    foot = next(caption for caption in captions if "Data as of" in caption)
    assert "2021-12-05 17:30" in foot
    assert "24 filings" in foot
    assert "3 rows rejected" in foot
    assert "checks failed: 2 warning, 1 info" in foot


@pytest.mark.usefixtures("served")
def test_only_synthetic_data_is_called_synthetic() -> None:
    assert "synthetic" in said(opened(lang="en", campaign="alpha"))
    assert "synthetic" not in said(opened(lang="en", campaign="charlie"))


def test_a_new_snapshot_is_shown_on_the_next_run(empty: Path) -> None:
    write(empty / "snapshots", example())
    app = opened(lang="en", track="towns")
    rows = example()
    rows["campaign_months"] = [
        row[:-1] + (row[-1] or row[1] == "2021-12",) for row in rows["campaign_months"]
    ]
    write(empty / "snapshots", rows, OTHER)
    (empty / "snapshots" / "00000000000000aa.duckdb").unlink()
    app.run()
    assert fine(app)
    assert app.selectbox(key="month").options[0] == "December 2021"


@pytest.mark.usefixtures("served")
def test_an_error_is_a_sentence_and_the_log_keeps_the_rest(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any, **_named: Any) -> None:
        raise RuntimeError("the reader must not see this")

    monkeypatch.setattr("charts.investment.by_month", broken)
    app = opened(lang="en")
    assert not app.exception
    assert "Something went wrong" in app.error[0].value
    assert "must not see" not in said(app)
    assert "the reader must not see this" in caplog.text


def page(_request: Any) -> HTMLResponse:
    html = '<html lang="en"><head><title>Streamlit</title></head></html>'
    return HTMLResponse(html, headers={"etag": "x", "last-modified": "y"})


SERVER = Starlette(routes=[*server.ROUTES, Route("/regions", page)], middleware=server.MIDDLEWARE)


def answer(path: str, **headers: str) -> Answer:
    """Status, headers and body of what the server answers to a GET, without a network."""
    return get(SERVER, path, **headers)


def test_health_is_the_snapshot_served(served: Path) -> None:
    snapshot = current(served / "snapshots")
    status, _, body = answer("/healthz")
    assert snapshot is not None
    assert (status, json.loads(body)) == (200, {"ok": True, "snapshot": snapshot.id})


def test_the_first_page_answers_to_its_name_too() -> None:
    status, headers, _ = answer(f"/{menu.FIRST}?campaign=alpha&month=2021-10")
    assert (status, headers["location"]) == (307, "/?campaign=alpha&month=2021-10")


@pytest.mark.usefixtures("served")
def test_the_menu_leads_on_with_the_choice_of_the_page_before() -> None:
    app = opened(campaign="charlie", lang="zh-CN", unit="u1", part="build")
    shown = {key: app.query_params[key] for key in ("campaign", "month", "track", "lang")}
    app.query_params.clear()  # as Streamlit's menu does
    app.run()
    assert app.query_params == shown


@pytest.mark.usefixtures("empty")
def test_health_is_503_while_there_is_nothing() -> None:
    status, _, body = answer("/healthz")
    assert (status, json.loads(body)["ok"]) == (503, False)


@pytest.mark.parametrize(
    "path",
    [
        "/export/nonsense.zip",
        "/export/00000000000000ff.zip",
        "/export/../store.zip",
        "/export/00000000000000aa.zip?campaign=zulu",
    ],
)
@pytest.mark.usefixtures("served")
def test_an_unknown_export_is_not_found(path: str) -> None:
    assert answer(path)[0] == 404


@pytest.mark.parametrize(
    ("asked", "accepted", "language", "title"),
    [
        ("?lang=en", "zh-CN", "en", "Saima · Major projects"),
        ("", "en-GB,en;q=0.9", "en", "Saima · Major projects"),
        ("", "zh-CN,zh;q=0.9", "zh-CN", messages("zh-CN")["product.title"]),
    ],
)
def test_the_page_names_its_language_also_on_a_second_visit(
    asked: str, accepted: str, language: str, title: str
) -> None:
    for kept in ({}, {"if_none_match": "x"}):
        status, headers, body = answer(
            f"/regions{asked}", accept="text/html", accept_language=accepted, **kept
        )
        assert status == 200
        assert f'<html lang="{language}">' in body.decode()
        assert f"<title>{title}</title>" in body.decode()
        assert int(headers["content-length"]) == len(body)
        assert "etag" not in headers


def test_the_browser_is_told_to_talk_to_nobody_else() -> None:
    _, headers, _ = answer("/regions", accept="text/html")
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_deep_link_that_comes_first_is_not_taken_for_one_of_the_older_kind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def started() -> bool | None:
        async with server.lifespan(None):
            return PagesManager.uses_pages_directory

    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    assert asyncio.run(started()) is False


def test_streamlit_finds_the_application_in_app() -> None:
    found = discover_asgi_app(ROOT / "app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_every_query_says_what_it_needs() -> None:
    for name in names():
        lines = text(name).splitlines()
        header = "\n".join(line for line in lines if line.startswith("--"))
        sql = "\n".join(line for line in lines if not line.startswith("--"))
        stated = " ".join(re.findall(r"^-- params: (.*)$", header, re.MULTILINE))
        assert header.startswith(f"-- {name}: "), name
        assert "-- grain: " in header, name
        promised = re.findall(r"\$(\w+)", stated)
        assert set(promised) == set(re.findall(r"\$(\w+)", sql)), name


def test_every_column_shown_has_a_heading(served: Path) -> None:
    snapshot = current(served / "snapshots")
    assert snapshot is not None
    asked = {"campaign": "alpha", "month": "2021-11", "track": "all", "language": "en"}
    with connect(snapshot) as connection:
        columns = set(read(connection.cursor(), "region_rates", **asked).columns)
    # Ids are not shown.
    shown = {name for name in columns - {"time_progress"} if not name.endswith("_id")}
    assert {f"columns.{name}" for name in shown} <= set(messages("en"))


def test_state_lies_where_the_environment_says(served: Path) -> None:
    assert home().root == served
