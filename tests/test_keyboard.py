"""By keyboard alone to wherever a click leads: from points of figures and from rows of tables."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.serving import Server
from pages._shared import menu
from tests.browsing import LONGEST_MS, opened, settled, shot, without_error
from tests.test_look import faults
from warehouse.connection import Connection
from warehouse.queries import read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAMPAIGN, MONTH, EARLIER = "yueqing-2021", "2021-11", "2021-10"
ASKED = {"campaign": CAMPAIGN, "month": MONTH, "track": "towns", "language": "zh-CN"}
MOST_STOPS, MOST_STEPS = 150, 60
REASONS = "为何是这个名次"
HAS_FOCUS = "element => element === document.activeElement"


def at(server: Server, name: str, **picks: str) -> str:
    asked = "".join(f"&{key}={value}" for key, value in picks.items())
    return f"{server.url}{menu.address(name)}?campaign={CAMPAIGN}&month={MONTH}&lang=zh-CN{asked}"


def tabbed(page: Page, to: Locator) -> None:
    """Press Tab, as a reader without a mouse does, until the element has the focus."""
    expect(to).to_have_attribute("tabindex", "0")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if to.evaluate(HAS_FOCUS):
            return
    pytest.fail("the keyboard does not come there")


def figure(page: Page) -> Locator:
    """The first figure, that of the towns."""
    return page.locator(".js-plotly-plot:visible").first


def read_out(page: Page) -> Locator:
    return page.locator(".saima-spoken[aria-live=polite]")


def label(page: Page) -> str:
    """What the label under a mouse says, its lines apart."""
    lines = page.locator(".hoverlayer text .line")
    texts = lines if lines.count() else page.locator(".hoverlayer text")
    return "\n".join(texts.all_text_contents())


def sought(page: Page, key: str, said: str) -> None:
    """Press a key until that is read out."""
    for _ in range(MOST_STEPS):
        if read_out(page).text_content() == said:
            return
        page.keyboard.press(key)
        page.wait_for_timeout(150)
    pytest.fail(f"{said!r} is not read out, but {read_out(page).text_content()!r}")


def entered(page: Page, unit_id: str, unit: str, month: str = MONTH) -> None:
    """Enter leads to why the unit's rank is so, in that month; before it, nothing has led away."""
    assert REASONS not in page.get_by_test_id("stMain").locator("h1").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/reasons\?(?=.*month={month})(?=.*unit={unit_id})"))
    heading = page.get_by_test_id("stMain").get_by_role("heading", name=REASONS, level=1)
    expect(heading).to_be_visible(timeout=LONGEST_MS)
    settled(page)
    expect(page.get_by_test_id("stMain").locator("h2").first).to_contain_text(unit)
    without_error(page)


def test_from_a_point_of_the_race_to_why_that_rank(
    browser: Browser, server: Server, snapshot: Connection
) -> None:
    ranked = read(snapshot.cursor(), "standings", **ASKED).drop_nulls("rank").sort("rank")
    unit, rank = ranked.select("unit", "rank").row(-1)
    ids = dict(read(snapshot.cursor(), "units_in_race", **ASKED).select("unit", "unit_id").rows())
    errors: list[str] = []
    with opened(browser, at(server, "horse_race")) as page:
        page.on("pageerror", lambda error: errors.append(str(error)))
        settled(page)
        tabbed(page, figure(page))
        name = figure(page).get_attribute("aria-label") or ""
        assert name.startswith("名次走势图：乡镇（街道）")
        assert "按方向键逐点查看，按回车键打开所选的一点" in name
        address = page.url
        for key in ("Home", "ArrowRight", "ArrowRight"):
            page.keyboard.press(key)
        sought(page, "ArrowDown", f"{unit} {MONTH} 第 {rank} 名")
        assert label(page) == f"{unit} {MONTH} 第 {rank} 名"
        expect(page.locator(".saima-mark")).to_be_visible()
        assert page.url == address
        shot(page, "keyboard-race")
        assert faults(page) == []
        entered(page, ids[unit], unit)
    assert errors == []


def test_escape_and_tab_let_go_of_a_point(browser: Browser, server: Server) -> None:
    with opened(browser, at(server, "horse_race"), dark=True) as page:
        settled(page)
        tabbed(page, figure(page))
        for leaves in ("Escape", "Tab"):
            page.keyboard.press("End")
            expect(read_out(page)).not_to_have_text("")
            page.keyboard.press(leaves)
            expect(page.locator(".saima-mark")).to_have_count(0)
            expect(page.locator(".hoverlayer text")).to_have_count(0)
            expect(read_out(page)).to_have_text("")
        assert not figure(page).evaluate(HAS_FOCUS)


def test_from_a_cell_of_a_heat_map_to_that_unit_in_that_month(
    browser: Browser, server: Server, snapshot: Connection
) -> None:
    months = read(snapshot.cursor(), "region_months", **ASKED)
    third = months["unit_id"].unique(maintain_order=True)[2]
    row = months.filter(unit_id=third, month=EARLIER).row(0, named=True)
    with opened(browser, at(server, "regions", view="months")) as page:
        settled(page)
        tabbed(page, figure(page))
        for key in ("Home", "ArrowDown", "ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        expect(read_out(page)).to_contain_text(f"{row['unit']} {EARLIER}")
        expect(read_out(page)).to_contain_text(f"{100 * row['completion_rate']:.2f}%")
        assert label(page) == read_out(page).text_content()
        entered(page, third, row["unit"], EARLIER)


def test_from_a_bar_to_its_unit_and_back_again(
    browser: Browser, server: Server, snapshot: Connection
) -> None:
    rates = read(snapshot.cursor(), "region_rates", **ASKED)
    first, second = rates.select("unit_id", "unit").rows()[:2]
    with opened(browser, at(server, "regions")) as page:
        settled(page)
        tabbed(page, figure(page))
        page.keyboard.press("ArrowDown")
        expect(read_out(page)).to_contain_text(first[1])
        page.keyboard.press("ArrowDown")
        expect(read_out(page)).to_contain_text(second[1])
        page.keyboard.press("ArrowUp")
        expect(read_out(page)).to_contain_text(first[1])
        entered(page, *first)
        page.go_back()
        settled(page)
        tabbed(page, figure(page))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(read_out(page)).to_contain_text(second[1])
        entered(page, *second)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_from_a_row_of_a_table_and_moving_leads_nowhere(
    browser: Browser, server: Server, snapshot: Connection, key: str
) -> None:
    asked = ASKED | {"track": "all"}
    units = read(snapshot.cursor(), "forecast", **asked).filter(scope="unit")
    second, third = units.select("unit_id", "unit").rows()[1:3]
    with opened(browser, at(server, "forecast")) as page:
        settled(page)
        address = page.url
        table = page.get_by_test_id("data-grid-canvas").first
        tabbed(page, table)
        for moves in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "Home", "Control+Home"):
            page.keyboard.press(moves)
            page.wait_for_timeout(500)  # a choice of a cell is sent after a while
        expect(read_out(page)).to_have_text(third[1])
        page.keyboard.press("ArrowUp")
        expect(read_out(page)).to_have_text(second[1])
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
        settled(page)
        assert page.url == address
        assert faults(page) == []
        if key == "Space":
            page.keyboard.press("Tab")
            assert not table.evaluate("element => element.contains(document.activeElement)")
            page.keyboard.press("Shift+Tab")
            assert table.evaluate(HAS_FOCUS)
            page.keyboard.press("ArrowRight")
            page.keyboard.press(key)
            page.wait_for_url(re.compile(f"/reasons.*unit={second[0]}"))
        else:
            entered(page, *second)
