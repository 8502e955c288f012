"""Streamlit's own words in a real Chromium: said in Chinese where it speaks, and nowhere else."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.serving import Server, served
from pages._shared import menu
from tests.browsing import opened, settled, title_of, without_error
from tests.office import CODE_A, A, Office, progress, projects

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHOICE = "campaign=yueqing-2021&month=2021-11"

# A link as Markdown makes it, and a text of a page that happens to be a word of Streamlit's.
ADDED = """(address) => {
    const block = document.querySelector("[data-testid=stMain] [data-testid=stMarkdownContainer]");
    block.insertAdjacentHTML("beforeend",
        `<p><a id="ours" target="_blank" href="${address}">ours</a>` +
        `<a id="file" target="_blank" href="/export/x.zip">file</a>` +
        `<a id="other" target="_blank" href="https://example.org/">other</a>` +
        `<span id="text">Search</span></p>`);
    window.isSamePage = true;
}"""


def at(server: Server, name: str, language: str = "zh-CN") -> str:
    return f"{server.url}{menu.address(name)}?{CHOICE}&lang={language}"


def hovered_tips(page: Page) -> list[str]:
    """The tips of the buttons that appear above the first table that is shown."""
    table = page.locator("[data-testid=stDataFrame]:visible").first
    table.scroll_into_view_if_needed()
    table.hover()
    tips = []
    for button in table.locator("[data-testid=stElementToolbar] button").all():
        button.hover()
        tip = page.get_by_test_id("stTooltipContent")
        expect(tip).to_have_count(1)
        tips.append(tip.inner_text())
    return tips


def test_the_tools_of_a_table_and_its_search_speak_chinese(
    browser: Browser, server: Server
) -> None:
    with opened(browser, at(server, "editions")) as page:
        settled(page)
        assert set(hovered_tips(page)) <= {"显示或隐藏列", "下载本表（CSV）", "在表中查找", "全屏"}
        page.locator("[data-testid=stDataFrame]:visible").first.click()
        page.keyboard.press("Control+f")
        expect(page.get_by_text("输入要查找的内容")).to_be_visible()
        page.keyboard.type("zzzz")
        expect(page.get_by_text("没有找到")).to_be_visible()


def test_a_choice_that_finds_nothing_says_so_in_chinese(browser: Browser, server: Server) -> None:
    with opened(browser, at(server, "reasons")) as page:
        settled(page)
        box = page.get_by_test_id("stMain").get_by_test_id("stSelectbox").first.locator("input")
        box.click()
        box.type("zzzz")
        expect(page.get_by_text("没有符合的选项")).to_be_visible()
        expect(page.get_by_text("No results")).to_have_count(0)


def test_a_file_that_is_not_taken_is_refused_in_chinese(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    large = tmp_path / "large.xlsx"
    large.write_bytes(b"x" * (21 << 20))
    with opened(browser, at(server, "filing")) as page:
        settled(page)
        expect(page.get_by_text("每个文件不超过 20MB")).to_be_visible()
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(large)
        expect(page.get_by_text("文件不能超过 20.0MB。")).to_be_visible()
        # The name of the file is the reader's own.
        expect(page.get_by_test_id("stFileChipName")).to_have_text("large.xlsx")


def test_the_language_changes_without_a_reload_and_back(browser: Browser, server: Server) -> None:
    with opened(browser, at(server, "reasons")) as page:
        settled(page)
        skip, html = page.get_by_test_id("stSkipToContent"), page.locator("html")
        menu_of_pages = page.get_by_test_id("stSidebarNav")
        page.evaluate("() => { window.isSamePage = true }")
        for switch, language, words, menu_words in (
            ("English", "en", "Skip to main content", "App pages"),
            ("中文", "zh-CN", "跳到正文", "页面"),
        ):
            page.get_by_test_id("stSidebar").get_by_text(switch).click()
            expect(html).to_have_attribute("lang", language)
            expect(skip).to_have_text(words)
            expect(menu_of_pages).to_have_attribute("aria-label", menu_words)
        assert page.evaluate("window.isSamePage")


def test_a_link_of_ours_opens_here_at_once_and_the_back_button_leads_back(
    browser: Browser, server: Server
) -> None:
    with opened(browser, at(server, "standings")) as page:
        title = title_of(page)
        settled(page)
        page.evaluate(ADDED, f"/reasons?{CHOICE}&unit=330382114&lang=zh-CN")
        expect(page.locator("#ours")).not_to_have_attribute("target", "_blank")
        expect(page.locator("#file")).to_have_attribute("target", "_blank")
        expect(page.locator("#other")).to_have_attribute("target", "_blank")
        expect(page.locator("#text")).to_have_text("Search")
        page.locator("#ours").click()
        expect(page.get_by_role("heading", name="为何是这个名次").first).to_be_visible()
        expect(page.get_by_text("柳市镇").first).to_be_visible()
        assert page.evaluate("window.isSamePage"), "the link was followed by a reload"
        assert "unit=330382114" in page.url
        page.go_back()
        expect(page.get_by_role("heading", name=title).first).to_be_visible()
        without_error(page)


def test_a_server_that_is_gone_is_said_in_chinese(browser: Browser, tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.file({"项目清单": projects(A), "月度进展": progress([CODE_A, 100, 100])})
    office.run()
    with served(tmp_path) as running, opened(browser, f"{running.url}/?lang=zh-CN") as page:
        settled(page)
        running.process.terminate()
        running.process.wait(20)
        expect(page.get_by_test_id("stDialog").get_by_text("连接已断开")).to_be_visible()
        assert "Streamlit" not in page.get_by_test_id("stDialog").inner_text()
