"""The dashboard in a real Chromium: every page whole, links, downloads, a run while it is open."""

import itertools
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.serving import Server, served
from pages._shared import menu
from pipelines.filing.archive import Archive
from tests.browsing import (
    opened,
    settled,
    shot,
    title_of,
    without_error,
    without_sideways,
)
from tests.office import CODE_A, A, Office, progress, projects, write_book
from warehouse.home import ROOT, Home

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {name: menu.address(name) for name in ("overview", "completion", "regions", "standings")}
COMPLETION = PAGES["completion"]
TITLES = {
    ("overview", "zh-CN"): "总览",
    ("overview", "en"): "Overview",
    ("completion", "zh-CN"): "投资完成",
    ("completion", "en"): "Investment completed",
    ("regions", "zh-CN"): "区域对比",
    ("regions", "en"): "Regions compared",
    ("standings", "zh-CN"): "赛马排名",
    ("standings", "en"): "Standings",
}
LINK = "campaign=yueqing-2021&month=2021-11&track=towns"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, False), (1440, True)])
def test_every_page_is_whole_at_every_width_in_both_languages_and_schemes(
    browser: Browser, server: Server, name: str, language: str, width: int, dark: bool
) -> None:
    url = f"{server.url}{PAGES[name]}?{LINK}&lang={language}"
    with opened(browser, url, language=language, width=width, dark=dark) as page:
        assert title_of(page) == TITLES[name, language]
        settled(page)
        without_error(page)
        without_sideways(page)
        shot(page, f"{name}-{language}-{width}-{'dark' if dark else 'light'}")


def test_every_campaign_opens_on_every_page(browser: Browser, server: Server) -> None:
    for campaign in ("yueqing-2021", "lishui-2018", "jiaxing-2018", "linzi-2020"):
        for path in PAGES.values():
            with opened(browser, f"{server.url}{path}?campaign={campaign}&lang=zh-CN") as page:
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
        assert title_of(page) == "Standings"
        settled(page)
        without_error(page)


def test_a_wide_table_is_read_row_by_row_on_a_phone(browser: Browser, server: Server) -> None:
    url = f"{server.url}{menu.address('quality')}?{LINK}&lang=zh-CN"
    with opened(browser, url, width=390) as page:
        settled(page)
        table = page.locator(
            "[data-testid=stTable] table", has=page.locator("th:nth-child(6)")
        ).first
        headings = table.locator("th").evaluate_all("all => all.map(each => each.textContent)")
        cells = table.locator("tr").nth(1).locator("td")
        said = cells.evaluate_all("all => all.map(e => getComputedStyle(e, '::before').content)")
        assert said == [f'"{heading}"' for heading in headings]
        boxes = cells.evaluate_all("all => all.map(each => each.getBoundingClientRect())")
        assert all(above["bottom"] <= below["top"] for above, below in itertools.pairwise(boxes))
        assert all(box["left"] >= 0 and box["right"] <= 390 for box in boxes)
        without_sideways(page)


def test_a_link_shows_the_same_in_the_other_language(browser: Browser, server: Server) -> None:
    with opened(browser, f"{server.url}/standings?{LINK}", language="zh-CN") as page:
        assert title_of(page) == "赛马排名"
        settled(page)
        page.get_by_test_id("stSidebar").get_by_text("English").click()
        page.get_by_role("heading", name="Standings").first.wait_for(timeout=30_000)
        assert "track=towns" in page.url
        assert "month=2021-11" in page.url


def test_a_second_visit_and_the_back_button(browser: Browser, server: Server) -> None:
    with opened(browser, f"{server.url}{COMPLETION}?{LINK}&lang=zh-CN") as page:
        settled(page)
        page.get_by_test_id("stSidebar").get_by_text("赛马排名").click()
        page.get_by_role("heading", name="赛马排名").first.wait_for(timeout=30_000)
        page.go_back()
        page.get_by_role("heading", name="投资完成").first.wait_for(timeout=30_000)
        page.reload()
        assert title_of(page) == "投资完成"
        without_error(page)


def test_the_way_back_from_a_clicked_row_leads_to_what_was_seen(
    browser: Browser, server: Server
) -> None:
    seen = f"{server.url}/figures?{LINK}&lang=zh-CN"
    with opened(browser, seen) as page:
        settled(page)
        table = page.get_by_test_id("stDataFrame").first
        table.evaluate("table => table.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(1500)  # the table is drawn on a canvas: nothing to wait for in it
        box = table.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 100, box["y"] + 55)  # the first unit's name
        page.get_by_role("heading", name="为何是这个名次").first.wait_for(timeout=30_000)
        assert "unit=330382" in page.url
        page.go_back()
        page.get_by_role("heading", name="统计口径").first.wait_for(timeout=30_000)
        assert page.url == seen
        without_error(page)


def test_the_data_can_be_taken_away(browser: Browser, server: Server, tmp_path: Path) -> None:
    with opened(browser, f"{server.url}{COMPLETION}?{LINK}&lang=zh-CN") as page:
        settled(page)
        with page.expect_download(timeout=60_000) as download:
            page.get_by_test_id("stLinkButton").locator("a").last.click()
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
        opened(browser, f"{live.url}{COMPLETION}?campaign=yueqing-2021&lang=zh-CN") as page,
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
        page.goto(f"{live.url}{COMPLETION}?campaign=yueqing-2021&lang=zh-CN")
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
        page.goto(f"{live.url}{COMPLETION}?{link}")
        page.get_by_text("25.00%").first.wait_for(timeout=60_000)
        without_error(page)
