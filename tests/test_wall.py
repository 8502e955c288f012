"""The wall screen turns by itself, takes what is published, and outlives a restarted server."""

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from benchmarks.serving import served
from charts import wall as drawn
from charts.theme import AHEAD, BEHIND, MUTED
from locales import LANGUAGES, translator
from pages._shared import wall, wall_views
from tests.browsing import opened
from tests.dashboard_snapshot import example, write
from tests.test_pages import fine, said
from tests.test_pages import opened as opened_page
from warehouse.home import ROOT, Home
from warehouse.queries import read
from warehouse.snapshots import connect, current

FEW_TABS = 3
NEW = "00000000000000bb"
T = translator("en")


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(wall, "clock", stopped)
    return stopped


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "snapshots", example())
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path))
    return tmp_path


def screen(**asked: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in {"wall": "1", "lang": "en", **asked}.items():
        app.query_params[key] = value
    return app.run()


def turn(app: AppTest, clock: Clock, seconds: float = 30) -> str:
    """What the screen says after so many seconds."""
    clock.seconds += seconds
    assert fine(app.run())
    return said(app)


@pytest.mark.usefixtures("home")
def test_the_views_come_in_turn_and_begin_again(clock: Clock) -> None:
    app = screen()
    assert fine(app)
    assert "1 of 2 campaigns is behind schedule" in said(app)
    assert "View 1 of 5" in said(app)
    # Alpha has a race, rates and something to do; Charlie has rates alone; Bravo has nothing.
    seen = [turn(app, clock) for _ in range(5)]
    heads = [f"{T('menu.standings')} · Alpha", "Regions compared · Alpha", "To do · Alpha"]
    heads += ["Regions compared · Charlie", "Saima"]
    assert [head in text for head, text in zip(heads, seen, strict=True)] == [True] * 5
    assert "View 1 of 5" in seen[-1]


@pytest.mark.usefixtures("home")
def test_a_rerun_in_between_changes_nothing_and_a_late_step_skips_none(clock: Clock) -> None:
    app = screen()
    assert "View 1 of 5" in turn(app, clock, 0)
    assert "View 1 of 5" in turn(app, clock, 14)
    assert "View 2 of 5" in turn(app, clock, 17)
    assert "View 3 of 5" in turn(app, clock, 31)


@pytest.mark.usefixtures("home", "clock")
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_can_be_touched_but_the_way_out(language: str) -> None:
    app = screen(lang=language)
    assert not app.sidebar.children
    widgets: list[Any] = [*app.selectbox, *app.button, *app.text_input, *app.button_group]
    assert widgets == []
    [leave] = app.get("page_link")
    assert leave.proto.label == translator(language)("wall.leave")
    assert "wall" not in leave.proto.query_string


@pytest.mark.usefixtures("home")
def test_the_link_chooses_views_seconds_and_campaign(clock: Clock) -> None:
    app = screen(views="todo,regions", every="10", campaign="alpha", month="2021-11")
    assert "To do · Alpha push · November 2021" in said(app)
    assert "13 things to do, 6 overdue." in said(app)
    assert "View 1 of 2, a new one every 10 seconds" in said(app)
    assert "Regions compared · Alpha push" in turn(app, clock, 10)


@pytest.mark.usefixtures("home", "clock")
def test_the_overview_leads_to_the_screen_and_only_the_link_counts_there() -> None:
    app = opened_page("overview/overview", lang="en", campaign="charlie")
    assert "[Wall screen](/?wall=1&lang=en)" in said(app)
    app.query_params.clear()
    app.query_params |= {"wall": "1", "lang": "en"}
    # The campaign that was chosen on the pages is not remembered: all of them come in turn.
    assert "View 1 of 5" in said(app.run())


@pytest.mark.usefixtures("home", "clock")
def test_what_the_link_asks_for_in_vain_is_named() -> None:
    app = screen(views="overview,weather", every="1", campaign="delta")
    warnings = [warning.value for warning in app.warning]
    assert "“weather” does not exist" in warnings[0]
    assert "“1” cannot be used; a new view every 5 seconds" in warnings[1]
    assert "“delta” does not exist" in warnings[2]
    assert "View 1 of 1" in said(app)


@pytest.mark.usefixtures("home", "clock")
def test_the_clock_of_the_data_stands_on_every_view() -> None:
    shown = said(screen(views="todo", campaign="alpha"))
    assert "not published yet, provisional" in shown
    assert "last received 2021-12-05 17:30 (Beijing time)" in shown
    assert "synthetic data" in shown
    assert "snapshot 00000000" in shown
    overview = said(screen(views="overview"))
    assert "last received 2021-12-06 17:30 (Beijing time) · synthetic data" in overview


def test_what_is_published_meanwhile_shows_at_the_next_step(home: Path, clock: Clock) -> None:
    app = screen(views="todo", campaign="alpha")
    assert "13 things to do" in said(app)
    rows = example()
    rows["reviews_due"] = []
    rows["reviews_due"] += example()["reviews_due"][:1]
    write(home / "snapshots", rows, NEW)
    assert "12 things to do" in turn(app, clock)


def test_before_the_first_publication_the_screen_waits(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path))
    app = screen()
    assert fine(app)
    assert "Waiting for the first publication" in said(app)
    write(tmp_path / "snapshots", example())
    assert "1 of 2 campaigns" in turn(app, clock)


@pytest.mark.usefixtures("home")
def test_a_view_that_fails_does_not_stop_the_screen(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_run: object) -> None:
        raise RuntimeError

    views = wall_views.VIEWS | {"standings": wall_views.View(fails, lambda _: True)}
    monkeypatch.setattr(wall_views, "VIEWS", views)
    app = screen(views="standings,todo", campaign="alpha")
    assert [error.value for error in app.error] == [T("wall.error")]
    clock.seconds += 30
    assert "13 things to do" in said(app.run())
    assert not app.error


@pytest.mark.usefixtures("home", "clock")
def test_both_ends_of_every_track_are_shown() -> None:
    shown = said(screen(views="standings", campaign="alpha"))
    assert "9 units are ranked" in shown
    assert "## Towns" in shown
    leading, bottom = shown.split("**At the bottom**")
    assert "**1** Town 8 95.00" in leading
    assert "**2** Town 6 90.00" in leading
    assert "**8** Town 1 60.00" in bottom
    assert "at the bottom for 3 months" in bottom


def test_tiles_say_every_rate_in_order(home: Path) -> None:
    served_now = current(home / "snapshots")
    assert served_now is not None
    with connect(served_now) as connection:
        asked = {"campaign": "alpha", "month": "2021-11", "track": "all", "language": "en"}
        rates = read(connection.cursor(), "region_rates", **asked)
    figure: go.Figure = drawn.tiles(rates, T, decimals=2, height=500)
    drawing = figure.to_dict()
    # Eight eighths of 70 % for Town 8, one for Town 1; 69.61 % of the time is over.
    assert drawing["data"][0]["text"][0] == "Town 8<br><b>▲ 70.00%</b>"
    assert drawing["data"][0]["text"][7] == "Town 1<br><b>▼ 8.75%</b>"
    assert drawing["data"][0]["text"][8:] == [
        "Water Bureau<br><b>▲ 70.00%</b>",
        "Education Bureau<br><b>○ —</b>",
    ]
    colours = [shape["fillcolor"] for shape in drawing["layout"]["shapes"]]
    assert colours == [AHEAD, *[BEHIND] * 7, AHEAD, MUTED]


def test_a_unit_without_projects_has_no_tile_and_a_long_name_is_cut() -> None:
    rates = pl.DataFrame(
        {
            "unit": ["没有项目的局", "一个名字长得两行也写不下的经济技术开发区管理委员会"],
            "projects": [None, 3],
            "filed_projects": [None, 0],
            "completion_rate": [None, pl.Series([0.5]).cast(pl.Decimal(9, 4))[0]],
            "time_progress": [pl.Series([0.4]).cast(pl.Decimal(9, 4))[0]] * 2,
        },
        strict=False,
    )
    drawing = drawn.tiles(rates, translator("zh-CN"), decimals=2, height=500).to_dict()
    # Not filed in the month: neither ahead nor behind, although its rate is carried.
    assert drawing["data"][0]["text"] == [
        "一个名字长得两行也写<br>不下的经济技术开发区…<br><b>○ 50.00%</b>"
    ]


# --- In a real browser ----------------------------------------------------------------------------


@pytest.fixture
def restarted(sample_home: Home) -> Iterator[Any]:
    """A server that a test kills and starts again on the same port."""
    with contextlib.ExitStack() as servers:
        running = servers.enter_context(served(sample_home.root))

        def again() -> None:
            running.process.send_signal(signal.SIGKILL)
            running.process.wait(20)
            port = int(running.url.rpartition(":")[2])
            servers.enter_context(served(sample_home.root, port))

        yield running, again


@pytest.mark.browser
@pytest.mark.slow
def test_the_screen_turns_and_outlives_a_restart_of_the_server(
    browser: Browser, restarted: Any
) -> None:
    running, again = restarted
    # Two views in turn, so that neither is missed on a slow machine.
    url = f"{running.url}/?wall=1&every=5&lang=en&views=overview,todo&campaign=yueqing-2021"
    with opened(browser, url, language="en", width=1920) as page:
        page.set_viewport_size({"width": 1920, "height": 1080})
        expect(page.get_by_text("campaigns are behind schedule")).to_be_visible(timeout=60_000)
        assert page.get_by_test_id("stSidebar").count() == 0
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 28
        expect(page.get_by_text("To do ·")).to_be_visible(timeout=60_000)
        again()
        # The first view comes again, by itself, from the new server.
        expect(page.get_by_text("campaigns are behind schedule")).to_be_visible(timeout=120_000)
        expect(page.get_by_text("To do ·")).to_be_visible(timeout=60_000)
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.slow
def test_the_way_out_is_reached_by_keyboard(browser: Browser, sample_home: Home) -> None:
    with (
        served(sample_home.root) as running,
        opened(browser, f"{running.url}/?wall=1", language="en") as page,
    ):
        link = page.get_by_role("link", name="Leave the wall screen")
        link.wait_for(timeout=60_000)
        for _ in range(FEW_TABS):
            page.keyboard.press("Tab")
            if link.evaluate("each => each === document.activeElement"):
                break
        expect(link).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_test_id("stSidebar").wait_for(timeout=30_000)
        assert "wall" not in page.url
