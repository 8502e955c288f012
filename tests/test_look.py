"""Every page of the menu in a real Chromium: words, access, phone, paper.

Each page is opened twice: at a desk in Chinese on a light screen, and on a phone in English on a
dark one. Everything that is looked at there is looked at in one visit.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.serving import Server
from pages._shared import menu
from tests.browsing import (
    PHONE,
    opened,
    settled,
    shot,
    title_of,
    without_error,
    without_sideways,
)
from tests.test_chrome import OF_TEXT, contrast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = [name for names in menu.MENU.values() for name in names]
CHOICE = "campaign=yueqing-2021&month=2021-11"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
GRAVE = {"serious", "critical"}

# What is left of English on a Chinese page: names of the other language, of two formats, of files
# and snapshots (in cells, code and chips), and of icons, which nobody sees or hears.
ENGLISH = """() => {
    const isEnglish = (text) => /[A-Za-z]{3,}/.test(text) && !/[\\u4e00-\\u9fff]/.test(text);
    const ours = "td, code, pre, svg, script, style, noscript, [data-testid*=Icon], "
        + "[data-testid=stFileChipName]";
    const named = ["English", "CSV", "Excel"];
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.nodeValue.trim();
        const parent = walker.currentNode.parentElement;
        if (isEnglish(text) && !named.includes(text) && !parent.closest(ours)) found.push(text);
    }
    const names = ["aria-label", "aria-description", "alt", "placeholder", "title"];
    for (const element of document.body.querySelectorAll("*"))
        for (const name of names) {
            const text = element.getAttribute(name) ?? "";
            if (isEnglish(text) && !element.closest(ours)) found.push(`${name}=${text}`);
        }
    return found;
}"""

# Words in figures that stand on the page itself: their colour, and what they say. Words in cells
# and bars stand on those; what is clear or hidden is not read.
WRITTEN = """() => [...document.querySelectorAll(".js-plotly-plot text")]
    .filter(text => !text.closest(".heatmap-label, .bars, .hoverlayer, .funnelarea"))
    .filter(text => text.textContent.trim() && text.checkVisibility({ opacityProperty: true }))
    .map(text => [getComputedStyle(text).fill, text.textContent])"""
GROUND = """() => getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor"""

# At the moment of printing: what is drawn in pixels, as large as it will be on paper.
BOXES = """() => {
    window.boxes = [];
    addEventListener("beforeprint", () => {
        for (const each of document.querySelectorAll(
            "[data-testid=stPlotlyChart] .svg-container, [data-testid=stDataFrame] canvas"
        )) {
            const { width, height } = each.getBoundingClientRect();
            if (width) window.boxes.push([width, height]);
        }
    });
}"""
KEPT_WHOLE = """() => [...document.querySelectorAll(
    "[data-testid=stPlotlyChart], [data-testid=stDataFrame], [data-testid=stMetric], tr"
)].map(each => getComputedStyle(each).breakInside)"""
PAPER = (703, 1032)  # pixels of CSS inside 12 mm of margin: 186 mm by 273 mm
PAPER_WHITE = 255
MARGIN_POINTS = 30  # 12 mm are 34 points


@pytest.fixture(scope="module", params=PAGES)
def desk(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    url = f"{server.url}{menu.address(request.param)}?{CHOICE}&lang=zh-CN"
    with opened(browser, url) as page:
        assert title_of(page)
        settled(page)
        yield page


@pytest.fixture(scope="module", params=PAGES)
def phone(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    url = f"{server.url}{menu.address(request.param)}?{CHOICE}&lang=en"
    with opened(browser, url, language="en", width=PHONE, dark=True) as page:
        assert title_of(page)
        settled(page)
        shot(page, f"phone-{request.param}")
        yield page


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds serious or critical: the rule and the element."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
    )
    return [
        (fault["id"], node["html"][:200])
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def illegible(page: Page) -> list[tuple[str, str]]:
    """Words in figures that stand out too little from the page: their colour, and what they say."""

    def rgb(said: str) -> list[float]:
        return [float(each) / 255 for each in re.findall(r"[\d.]+", said)[:3]]

    ground = rgb(page.evaluate(GROUND))
    texts: list[tuple[str, str]] = page.evaluate(WRITTEN)
    return [(fill, said) for fill, said in texts if contrast(rgb(fill), ground) < OF_TEXT]


def test_a_page_is_named_and_is_in_its_language(desk: Page) -> None:
    without_error(desk)
    assert desk.title() == f"{title_in_menu(desk)} · 赛马"
    assert desk.locator("html").get_attribute("lang") == "zh-CN"


def title_in_menu(page: Page) -> str:
    shown = page.get_by_test_id("stSidebarNavLink").and_(page.locator("[aria-current=page]"))
    return shown.inner_text()


def test_a_chinese_page_has_no_english_of_streamlits(desk: Page) -> None:
    assert desk.evaluate(ENGLISH) == []


def test_axe_finds_no_grave_fault_at_a_desk(desk: Page) -> None:
    assert faults(desk) == []


def test_words_in_figures_are_legible_on_a_light_page(desk: Page) -> None:
    assert illegible(desk) == []


def test_every_figure_and_table_says_what_it_shows(desk: Page) -> None:
    for chart in desk.get_by_test_id("stPlotlyChart").all():
        assert chart.get_attribute("role") in {"figure", "img"}
        assert len(chart.get_attribute("aria-label") or "") > len("折线图")


def test_a_page_prints_whole_onto_a4(desk: Page) -> None:
    desk.evaluate(BOXES)
    pages = pypdfium2.PdfDocument(
        io.BytesIO(desk.pdf(prefer_css_page_size=True, print_background=True))
    )
    boxes = desk.evaluate("window.boxes")
    assert all(width <= PAPER[0] + 1 and height <= PAPER[1] + 1 for width, height in boxes), boxes
    assert len(pages) > 0
    for page in pages:
        assert (round(page.get_width()), round(page.get_height())) == (595, 842)  # A4 in points
        picture = page.render().to_pil().convert("L")
        edge = picture.crop((picture.width - MARGIN_POINTS, 0, picture.width, picture.height))
        assert edge.getextrema() == (255, 255), "something is wider than the paper"


def test_a_dark_screen_prints_dark_on_white(phone: Page) -> None:
    for page in pypdfium2.PdfDocument(io.BytesIO(phone.pdf(prefer_css_page_size=True))):
        # Of the points of a page with text and figures, most are paper.
        points = page.render().to_pil().convert("L").histogram()
        assert points[PAPER_WHITE] > sum(points) / 2


def test_a_figure_or_a_row_is_not_cut_in_two_by_the_end_of_a_page(desk: Page) -> None:
    desk.emulate_media(media="print")
    assert set(desk.evaluate(KEPT_WHOLE)) <= {"avoid"}
    assert not desk.get_by_test_id("stSidebar").is_visible()
    desk.emulate_media(media="screen")


def test_a_phone_shows_a_page_without_scrolling_sideways(phone: Page) -> None:
    without_error(phone)
    without_sideways(phone)
    expect(phone.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_axe_finds_no_grave_fault_on_a_dark_phone(phone: Page) -> None:
    assert faults(phone) == []


def test_words_in_figures_are_legible_on_a_dark_page(phone: Page) -> None:
    assert illegible(phone) == []
