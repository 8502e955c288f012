"""The dashboard in a real Chromium, served as production serves it.

`CHROMIUM` names the browser; `make test` finds or installs one. Screenshots of every page lie in
`build/screenshots/` afterwards, to be looked at.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipelines.filing.archive import Archive
from tests.office import CODE_A, A, Office, progress, projects, write_book
from warehouse.home import ROOT, Home

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = ROOT / "build" / "screenshots"
PAGES = {
    "overview": "",
    "completion": "completion",
    "regions": "regions",
    "standings": "standings",
}
TITLES = {
    ("overview", "zh-CN"): "总览",
    ("overview", "en"): "Overview",
    ("completion", "zh-CN"): "投资完成",
    ("completion", "en"): "Investment completed",
    ("regions", "zh-CN"): "区域对比",
    ("regions", "en"): "Regions compared",
    ("standings", "zh-CN"): "赛马排名",
    ("standings", "en"): "Horse race",
}
LINK = "campaign=yueqing-2021&month=2021-11&track=towns"


@dataclass
class Server:
    """A running dashboard."""

    url: str
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def served(home: Path) -> Iterator[Server]:
    """The dashboard on a free port, by the command that the Makefile uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "SAIMA_DATA": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url)
        yield Server(url, process)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(url: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5)
        except urllib.error.HTTPError:
            return  # it answers, if only that there is nothing to serve yet
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the dashboard did not start")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.fail("CHROMIUM names no browser; `make test` sets it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def server(sample_home: Home) -> Iterator[Server]:
    with served(sample_home.root) as running:
        yield running


@contextlib.contextmanager
def opened(
    browser: Browser, url: str, *, language: str = "zh-CN", width: int = 1440, dark: bool = False
) -> Iterator[Page]:
    """A page in a browser of its own; it may talk to nobody but its server."""
    context = browser.new_context(
        locale=language,
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
    )
    base = "/".join(url.split("/")[:3])
    outside: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((base, base.replace("http", "ws"), "data:", "blob:"))
            else outside.append(request.url)
        ),
    )
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()
    assert outside == []


def title_of(page: Page) -> str:
    heading = page.get_by_test_id("stMain").locator("h1").first
    heading.wait_for(timeout=60_000)
    return heading.inner_text()


def settled(page: Page) -> None:
    """Wait until the page has been drawn to its end."""
    page.get_by_test_id("stLinkButton").wait_for(timeout=60_000)
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")


def without_error(page: Page) -> None:
    assert page.get_by_test_id("stException").count() == 0
    for words in ("页面出错了", "Something went wrong", "Page not found"):
        assert page.get_by_text(words).count() == 0


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, False), (1440, True)])
def test_every_page_is_whole_at_every_width_in_both_languages_and_schemes(
    browser: Browser, server: Server, name: str, language: str, width: int, dark: bool
) -> None:
    url = f"{server.url}/{PAGES[name]}?{LINK}&lang={language}"
    with opened(browser, url, language=language, width=width, dark=dark) as page:
        assert title_of(page) == TITLES[name, language]
        settled(page)
        page.locator(".main-svg").first.wait_for(timeout=60_000)
        without_error(page)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), "the page scrolls sideways"
        SHOTS.mkdir(parents=True, exist_ok=True)
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": min(height + 40, 4000)})
        page.wait_for_timeout(500)
        scheme = "dark" if dark else "light"
        page.screenshot(path=SHOTS / f"{name}-{language}-{width}-{scheme}.png")


def test_every_campaign_opens_on_every_page(browser: Browser, server: Server) -> None:
    for campaign in ("yueqing-2021", "lishui-2018", "jiaxing-2018", "linzi-2020"):
        for path in PAGES.values():
            with opened(browser, f"{server.url}/{path}?campaign={campaign}&lang=zh-CN") as page:
                settled(page)
                without_error(page)
                assert page.get_by_text("本行动的数据为模拟数据").count() == 1


def test_a_deep_link_that_comes_first_after_a_restart_opens_its_page(
    browser: Browser, sample_home: Home
) -> None:
    with (
        served(sample_home.root) as fresh,
        opened(browser, f"{fresh.url}/standings?{LINK}&lang=en") as page,
    ):
        assert title_of(page) == "Horse race"
        settled(page)
        without_error(page)


def test_a_link_shows_the_same_in_the_other_language(browser: Browser, server: Server) -> None:
    with opened(browser, f"{server.url}/standings?{LINK}", language="zh-CN") as page:
        assert title_of(page) == "赛马排名"
        settled(page)
        page.get_by_test_id("stSidebar").get_by_text("English").click()
        page.get_by_role("heading", name="Horse race").first.wait_for(timeout=30_000)
        assert "track=towns" in page.url
        assert "month=2021-11" in page.url


def test_a_second_visit_and_the_back_button(browser: Browser, server: Server) -> None:
    with opened(browser, f"{server.url}/completion?{LINK}&lang=zh-CN") as page:
        settled(page)
        page.get_by_test_id("stSidebar").get_by_text("赛马排名").click()
        page.get_by_role("heading", name="赛马排名").first.wait_for(timeout=30_000)
        page.go_back()
        page.get_by_role("heading", name="投资完成").first.wait_for(timeout=30_000)
        page.reload()
        assert title_of(page) == "投资完成"
        without_error(page)


def test_the_data_can_be_taken_away(browser: Browser, server: Server, tmp_path: Path) -> None:
    with opened(browser, f"{server.url}/completion?{LINK}&lang=zh-CN") as page:
        settled(page)
        with page.expect_download(timeout=60_000) as download:
            page.get_by_test_id("stLinkButton").locator("a").click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
    assert path.name.startswith("saima-yueqing-2021-")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {"manifest.json", "standings.csv", "progress.csv"} <= set(archive.namelist())


def test_an_empty_warehouse_greets_with_what_to_type(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as empty, opened(browser, empty.url) as page:
        assert title_of(page) == "还没有数据"
        code = page.get_by_test_id("stCode").first
        code.wait_for(timeout=60_000)  # drawn by a part of its own, which comes later
        assert "make demo" in code.inner_text()
        without_error(page)


def test_a_page_that_is_open_during_a_run_never_fails_and_then_shows_the_new_month(
    browser: Browser, tmp_path: Path
) -> None:
    office = Office(tmp_path)
    office.file({"项目清单": projects(A), "月度进展": progress([CODE_A, 100, 100])})
    office.run()
    office.file(
        {"月度进展": progress([CODE_A, 50, 150])}, month="2021-10", at="2021-11-02T08:00:00"
    )
    environment = {**os.environ, "SAIMA_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "pipelines", "run"]
    with (
        served(tmp_path) as live,
        opened(browser, f"{live.url}/completion?campaign=yueqing-2021&lang=zh-CN") as page,
    ):
        settled(page)
        assert page.get_by_text("2021年9月").count() > 0
        run = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        looks = 0
        while run.poll() is None:
            page.get_by_test_id("stSidebar").get_by_text(
                ("区域对比", "投资完成")[looks % 2]
            ).click()
            settled(page)
            without_error(page)
            looks += 1
        assert run.returncode == 0
        assert looks >= 2
        page.goto(f"{live.url}/completion?campaign=yueqing-2021&lang=zh-CN")
        page.get_by_text("截至2021年10月").wait_for(timeout=30_000)
        without_error(page)


def test_a_workbook_is_dropped_seen_filed_and_published(browser: Browser, tmp_path: Path) -> None:
    office = Office(tmp_path / "home")
    office.file({"项目清单": projects(A), "月度进展": progress([CODE_A, 100, 100])})
    office.run()
    book = tmp_path / "九月更正.xlsx"
    write_book(book, {"月度进展": progress([CODE_A, 250, 250])})
    link = "campaign=yueqing-2021&month=2021-09&unit=330382114&lang=zh-CN"
    with (
        served(office.root) as live,
        opened(browser, f"{live.url}/filing?{link}") as page,
    ):
        assert title_of(page) == "报送"
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(book)
        # 100 of 1 000 becomes 250 of 1 000.
        page.get_by_text("投资完成率 10.00% → 25.00%").wait_for(timeout=180_000)
        page.get_by_text("可以报送：柳市镇 2021年9月，采纳 1 张表、1 行").wait_for(timeout=30_000)
        without_error(page)
        page.get_by_test_id("stMain").get_by_role("button", name="报送", exact=True).click()
        page.get_by_text("下一次定时发布后进入看板").wait_for(timeout=60_000)
        [receipt] = Archive(office.home.archive).receipts()[1:]
        assert page.get_by_test_id("stMetricValue").inner_text() == receipt.id
        without_error(page)
        assert office.run()["published"] is True
        page.goto(f"{live.url}/completion?{link}")
        page.get_by_text("25.00%").first.wait_for(timeout=60_000)
        without_error(page)
