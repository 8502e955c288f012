"""A reader's browser: a real Chromium.

`CHROMIUM` names the browser; `make test` finds or installs one. Screenshots lie in
`build/screenshots/` afterwards, to be looked at. The fixtures are in conftest.py.
"""

import contextlib
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from warehouse.home import ROOT

SHOTS = ROOT / "build" / "screenshots"
WIDE, PHONE = 1440, 390
LONGEST_MS = 90_000
TALLEST_PIXELS = 4000
ROW_PIXELS = 35
SIDEWAYS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
    .some(each => each.scrollWidth > each.clientWidth)"""

expect.set_options(timeout=LONGEST_MS)  # a busy machine is slow, not wrong


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Chromium, without a window."""
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


@contextlib.contextmanager
def opened(
    browser: Browser, url: str, *, language: str = "zh-CN", width: int = WIDE, dark: bool = False
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
    try:
        page = context.new_page()
        page.goto(url)
        yield page
    finally:
        context.close()
    assert outside == []


def title_of(page: Page) -> str:
    heading = page.get_by_test_id("stMain").locator("h1").first
    heading.wait_for(timeout=LONGEST_MS)
    return heading.inner_text()


def settled(page: Page) -> None:
    """Wait until the page has been drawn to its end, figures and tables included."""
    # Not wait_for_function: the pages' policy forbids the eval that it repeats its question with.
    page.get_by_test_id("stMain").get_by_test_id("stLinkButton").last.wait_for(timeout=LONGEST_MS)
    for drawing in ("stStatusWidget", "stSkeleton"):
        shown = page.locator(f"[data-testid={drawing}]:visible")
        expect(shown).to_have_count(0)


def without_error(page: Page) -> None:
    assert page.get_by_test_id("stException").count() == 0
    for words in ("页面出错了", "Something went wrong", "没有这个页面", "Page not found"):
        assert page.get_by_text(words).count() == 0


def without_sideways(page: Page) -> None:
    assert not page.evaluate(SIDEWAYS), "the page scrolls sideways"


def row_clicked(page: Page, table: Locator, row: int, across: int) -> None:
    """Click a row of a table, counted from 0, so many pixels from its left edge.

    A table is drawn in pixels: there is nothing in it that a test could take hold of.
    """
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + across, box["y"] + ROW_PIXELS * (row + 1.5))


def shot(page: Page, name: str) -> None:
    """A picture of the whole page, in `build/screenshots/`."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    assert size
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(height + 40, TALLEST_PIXELS)})
    page.wait_for_timeout(500)
    page.screenshot(path=SHOTS / f"{name}.png")
    page.set_viewport_size(size)
