"""What the five kinds of users come for, from beginning to end, in a real Chromium.

Each journey leaves its pictures in `build/screenshots/`, to be looked at.
"""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.serving import Server, served
from locales import amount
from pages._shared import menu
from tests.browsing import (
    LONGEST_MS,
    PHONE,
    opened,
    row_clicked,
    settled,
    shot,
    title_of,
    without_error,
    without_sideways,
)
from tests.office import CODE_A, CODE_B, UNIT, A, B, Office, progress, projects
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAMPAIGN, MONTH = "yueqing-2021", "2021-11"
CHOICE = f"campaign={CAMPAIGN}&month={MONTH}"


def at(server: Server, name: str, *, language: str = "zh-CN", **picks: str) -> str:
    asked = "".join(f"&{key}={value}" for key, value in picks.items())
    return f"{server.url}{menu.address(name)}?{CHOICE}{asked}&lang={language}"


def arrived(page: Page, title: str) -> None:
    """The page of that title has been drawn."""
    heading = page.get_by_test_id("stMain").get_by_role("heading", name=title, level=1)
    expect(heading).to_be_visible()
    settled(page)
    without_error(page)


def sentence(page: Page) -> Locator:
    """What a page says first."""
    return page.get_by_test_id("stMain").locator("h2").first


def last_of_the_towns(snapshot: Connection) -> tuple[str, str]:
    """Id and name of the unit that is last in the towns' race."""
    asked = {"campaign": CAMPAIGN, "month": MONTH, "track": "towns", "language": "zh-CN"}
    frame = read(snapshot.cursor(), "standings", **asked).drop_nulls("rank").sort("rank")
    name = str(frame["unit"][-1])
    units = read(snapshot.cursor(), "units_in_race", **asked)
    return str(units.filter(unit=name)["unit_id"][0]), name


def chosen_by_menu(page: Page, name: str) -> None:
    """Go to a page by the menu, as readers do."""
    page.get_by_test_id("stSidebarNav").locator(f"a[href*='/{name}']").first.click()


def test_a_leader_on_a_phone_sees_who_is_red_and_why(
    browser: Browser, server: Server, snapshot: Connection
) -> None:
    _, unit = last_of_the_towns(snapshot)
    with opened(browser, at(server, menu.FIRST), width=PHONE) as page:
        arrived(page, "总览")
        box = sentence(page).bounding_box()
        assert box
        assert box["y"] + box["height"] < 900, "what matters is not on the first screen"
        without_sideways(page)
        shot(page, "journey-leader-1")
        reds = page.get_by_role("listitem").filter(has_text="红灯").filter(has_text=unit).last
        expect(reds).to_contain_text("6")  # as many as the standings count
        reds.get_by_role("link", name=unit).click()
        arrived(page, "为何是这个名次")
        expect(sentence(page)).to_contain_text(unit)
        expect(sentence(page)).to_contain_text("红灯")
        without_sideways(page)
        shot(page, "journey-leader-2")
        page.go_back()
        arrived(page, "总览")


def test_an_analyst_goes_from_the_unit_to_the_filed_row_and_hands_on_exactly_this_view(
    browser: Browser, server: Server, snapshot: Connection, tmp_path: Path
) -> None:
    unit_id, unit = last_of_the_towns(snapshot)
    with opened(browser, at(server, "regions", track="towns")) as page:
        settled(page)
        chosen_by_menu(page, "reasons")
        arrived(page, "为何是这个名次")
        assert "track=towns" in page.url
        expect(sentence(page)).to_contain_text(unit)
        shot(page, "journey-analyst-unit")
        tables = page.locator("[data-testid=stDataFrame]:visible")
        project = tables.last.locator("tbody tr").first.locator("td").first.inner_text()
        row_clicked(page, tables.last, 0, across=140)
        arrived(page, project)
        shot(page, "journey-analyst-project")
        months = tables.first.locator("tbody tr")
        # The unit filed nothing for November: the last row that it filed is of October.
        expect(months.nth(1)).to_contain_text("2021-10")
        row_clicked(page, tables.first, 1, across=60)
        page.wait_for_url("**/row?*", timeout=LONGEST_MS)
        settled(page)
        without_error(page)
        expect(page.get_by_text(f"2021-10/{unit}.xlsx").first).to_be_visible()
        assert "track=towns" in page.url
        shot(page, "journey-analyst-row")
        page.get_by_test_id("stMain").get_by_text("复制链接").click()
        living, frozen = (
            page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").nth(each).inner_text()
            for each in (0, 1)
        )
        page.keyboard.press("Escape")
        with page.expect_download(timeout=LONGEST_MS) as download:
            page.locator("a[href*='/export/'][href*='.zip']").last.click()
        path = tmp_path / "data.zip"
        download.value.save_as(path)
    assert "snapshot=" not in living
    assert f"snapshot={server_snapshot(snapshot)}" in frozen
    with zipfile.ZipFile(path) as archive:
        assert unit_id in archive.read("standings.csv").decode("utf-8-sig")
    with opened(browser, living.replace("lang=zh-CN", "lang=en").strip(), language="en") as page:
        title_of(page)
        settled(page)
        without_error(page)
        assert "track=towns" in page.url
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_text(f"2021-10/{unit}.xlsx").first).to_be_visible()
        shot(page, "journey-analyst-colleague")


def server_snapshot(snapshot: Connection) -> str:
    return str(read(snapshot.cursor(), "snapshot")["snapshot_id"][0])


def test_a_data_engineer_finds_a_rejected_row_by_a_link_that_comes_first_after_a_restart(
    browser: Browser, sample_home: Home
) -> None:
    with served(sample_home.root) as fresh, opened(browser, at(fresh, "quality")) as page:
        arrived(page, "数据质量")
        expect(sentence(page)).to_contain_text("合格率")
        # Which value, what is wrong with it, and in which file, sheet and row it stands.
        rejected = page.get_by_text("“2021-02-30”不是日期").first
        expect(rejected).to_be_attached()
        place = page.get_by_text("翁垟街道.xlsx · 征地清单 · 第 5 行").first
        expect(place).to_be_attached()
        shot(page, "journey-engineer-1")
        chosen_by_menu(page, "corrections")
        arrived(page, "更正与差异")
        expect(sentence(page)).to_contain_text("更正")
        shot(page, "journey-engineer-2")


def test_a_unit_fills_in_its_template_and_sees_at_once_what_is_wrong(
    browser: Browser, tmp_path: Path
) -> None:
    office = Office(tmp_path / "home")
    filed = progress([CODE_A, 40, 100])
    office.file({"项目清单": projects(A, B), "月度进展": filed})
    office.run()
    town = "330382114"
    with (
        served(office.root) as live,
        opened(browser, f"{live.url}/templates?campaign={CAMPAIGN}&unit={town}&lang=zh-CN") as page,
    ):
        arrived(page, "填报模板")
        shot(page, "journey-unit-1")
        with page.expect_download(timeout=LONGEST_MS) as download:
            page.locator("a[href*='/templates/'][href*='.xlsx']").first.click()
        book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
        sheet = book["月度进展"]
        assert sheet["A6"].value == CODE_A
        page.goto(f"{live.url}/filing?campaign={CAMPAIGN}&unit={town}&for_month=2021-10&lang=zh-CN")
        arrived(page, "报送")
        for month, to_date, said in (
            ("一百", 200, "“一百”不是数字"),
            (100, 200, "可以报送：柳市镇 2021年10月"),
        ):
            sheet["F6"], sheet["G6"] = month, to_date
            path = tmp_path / f"{month}.xlsx"
            book.save(path)
            page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
            expect(page.get_by_text(said).first).to_be_attached(timeout=180_000)
            without_error(page)
            shot(page, f"journey-unit-{'wrong' if month == '一百' else 'right'}")


def test_the_office_reminds_who_has_not_filed_and_sees_what_was_returned(
    browser: Browser, tmp_path: Path
) -> None:
    """One town has filed the last month, a second with a row returned; 35 units have not."""
    office = Office(tmp_path / "home")
    for unit, code in ((UNIT, CODE_A), ("虹桥镇", CODE_B)):
        faulty = [["none", 10, 20]] if code == CODE_B else []
        rows = {"项目清单": projects([code, *A[1:]]), "月度进展": progress([code, 10, 20], *faulty)}
        office.file(rows, month="2021-12", name=f"{unit}.xlsx", at="2022-01-04T08:00:00")
    office.run()
    board = f"board?campaign={CAMPAIGN}&month=2021-12&unit=330382108&lang=zh-CN"
    with served(office.root) as live, opened(browser, f"{live.url}/{board}") as page:
        arrived(page, "报送情况")
        expect(sentence(page)).to_contain_text("应报 37 家")
        expect(sentence(page)).to_contain_text("35 家：城东街道、")
        shot(page, "journey-office-remind")
        words = page.get_by_test_id("stCode").first
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        words.hover()
        words.get_by_role("button", name="复制").click()
        copied = page.evaluate("navigator.clipboard.readText()").splitlines()
        assert len(copied) == 36
        (returned,) = [line for line in copied if "虹桥镇" in line]
        assert "有 1 处退回（月度进展），请改正后重新报送；已于 2022-01-05 截止" in returned
        assert not [line for line in copied if UNIT in line]
        with page.expect_download(timeout=LONGEST_MS) as download:
            page.get_by_role("button", name="下载催报名单（CSV）").click()
        text = Path(download.value.path()).read_text("utf-8-sig")
        assert len(text.splitlines()) == 37
        # Where the unit finds the row that was returned, and why it was.
        for said in ("虹桥镇.xlsx · 月度进展 · 第 4 行", "“none”"):
            expect(page.get_by_text(said).first).to_be_attached()
        shot(page, "journey-office-returned")


def test_the_office_takes_the_bulletin_s_figures_with_it(
    browser: Browser, server: Server, snapshot: Connection, tmp_path: Path
) -> None:
    asked = {"campaign": CAMPAIGN, "month": MONTH}
    money = read(snapshot.cursor(), "completion_summary", **asked, track="all")
    towns = {**asked, "track": "towns", "language": "zh-CN"}
    first = read(snapshot.cursor(), "standings", **towns).row(0, named=True)
    filed = read(snapshot.cursor(), "filing_summary", **{**towns, "track": "all"})
    with opened(browser, at(server, "standings")) as page:
        arrived(page, "赛马排名")
        shot(page, "journey-office-standings")
        chosen_by_menu(page, "take_away")
        arrived(page, "取数")
        said = page.get_by_test_id("stCode").first
        for figure in (
            f"累计完成投资 {amount(money['invested_to_date_wanyuan'][0], 'zh-CN')}，",
            f"{first['unit']}以 {first['score']:.2f} 分居首。",
            f"应报 {filed['expected'][0]} 家，按时报送 {filed['on_time'][0]} 家",
            f"未报 {len(filed['missing'][0])} 家：{'、'.join(filed['missing'][0])}；",
        ):
            expect(said).to_contain_text(figure)
        shot(page, "journey-office-bulletin")
        with page.expect_download(timeout=LONGEST_MS) as download:
            page.get_by_role("link", name="2021年11月赛马成绩表（Excel）").click()
        path = tmp_path / "standings.xlsx"
        download.value.save_as(path)
    heading, *rows = openpyxl.load_workbook(path).worksheets[0].values
    ranked = dict(zip(heading, rows[0], strict=True))
    assert (ranked["单位"], ranked["名次"]) == (first["unit"], 1)
    assert Decimal(str(ranked["得分（分）"])) == first["score"]


def test_the_office_reads_what_was_published_what_changed_and_what_follows(
    browser: Browser, server: Server
) -> None:
    with opened(browser, at(server, "editions")) as page:
        arrived(page, "通报版次")
        expect(page.get_by_test_id("stMain").get_by_text("第 1 次").first).to_be_visible()
        shot(page, "journey-office-1")
        chosen_by_menu(page, "consequences")
        arrived(page, "约谈奖惩")
        shot(page, "journey-office-2")
        chosen_by_menu(page, "board")
        arrived(page, "报送情况")
        expect(sentence(page)).to_contain_text("未报")
        shot(page, "journey-office-3")
