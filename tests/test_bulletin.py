"""The sentences for the bulletin say what the pages say, and name everybody who is meant."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from locales import LANGUAGES, amount, translator
from tests.office import CODE_A, A, B, Office, progress, projects
from tests.test_pages import fine, opened
from warehouse.connection import Connection
from warehouse.home import Home

CAMPAIGN, MONTH = "yueqing-2021", "2021-11"
ASKED = {"campaign": CAMPAIGN, "month": MONTH}
OF = f"campaign_id = '{CAMPAIGN}' and month = '{MONTH}'"
OPENINGS = {
    "completion": "progress/completion",
    "targets": "progress/targets",
    "standings": "race/standings",
    "consequences": "race/consequences",
}


@pytest.fixture
def sample(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))
    return sample_home


def bulletin(app: AppTest) -> list[str]:
    """Its lines, on the page where data are taken away."""
    assert fine(app)
    return str(app.code[0].value).splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("sample")
def test_every_line_is_what_its_page_says_first(language: str) -> None:
    t = translator(language)
    lines = bulletin(opened("data/take_away", **ASKED, lang=language))
    heads = [line[1:].partition("】" if language == "zh-CN" else "]")[0] for line in lines]
    assert heads[:5] == [t(f"menu.{page}") for page in (*OPENINGS, "board")]
    # Published and restated since: what is copied says so.
    issue = "第 1 次" if language == "zh-CN" else "issue 1"
    assert issue in lines[5]
    assert lines[6:] == [t("take_away.citation_synthetic")]
    for page, line in zip(OPENINGS.values(), lines, strict=False):
        app = opened(page, **ASKED, lang=language)
        (first,) = [str(each.value) for each in app.markdown if str(each.value).startswith("## ")]
        assert first.removeprefix("## ").replace("\\", "") in line


@pytest.mark.usefixtures("sample")
def test_the_numbers_are_the_warehouse_s(snapshot: Connection) -> None:
    money, _, race, _, filed, *_ = bulletin(opened("data/take_away", **ASKED, lang="zh-CN"))
    cursor = snapshot.cursor()

    def asked(sql: str) -> list[Any]:
        return [row[0] for row in cursor.sql(sql).fetchall()]

    (invested,) = asked(
        f"select sum(invested_to_date_wanyuan)::decimal(38, 4) from project_months where {OF}"
    )
    assert f"累计完成投资 {amount(invested, 'zh-CN')}，" in money
    named = "select name_zh from contenders join {} using (campaign_id, unit_id) where {}"
    reds = asked(named.format("standings", f"{OF} and light = 'red' and rank is not null"))
    assert len(reds) > 5, "more than a page names in a sentence"
    listed = race.partition(f"红灯 {len(reds)} 个：")[2].partition("。")[0]
    assert sorted(listed.split("、")) == sorted(reds)
    for unit in asked(named.format("filing_board", f"{OF} and state = 'missing'")):
        assert unit in filed


def test_a_small_month_worked_out_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One town of 37 units has filed: 100 + 7 of 4 000 万元; 10 of 102 days are over: 9.80 %."""
    place = Office(tmp_path)
    rows = progress([CODE_A, 40, 100], [B[0], None, 7])
    place.file({"项目清单": projects(A, B), "月度进展": rows})
    place.run()
    monkeypatch.setenv("SAIMA_DATA", str(tmp_path))
    asked = {"campaign": CAMPAIGN, "month": "2021-09", "lang": "zh-CN"}
    money, _, race, consequences, filed, reserve = bulletin(opened("data/take_away", **asked))
    assert money == (
        "【投资完成】截至2021年9月，累计完成投资 107 万元，占计划 4,000 万元的 2.68%，"
        "欠序时 7.12 个百分点。"
    )
    # Five others have something due, of which they filed nothing.
    assert race.startswith("【赛马排名】6 个单位参加排名：绿灯 0 个、黄灯 0 个、红灯 6 个。")
    assert "乡镇（街道）：柳市镇以 18.19 分居首。" in race
    assert consequences.startswith("【约谈奖惩】本月触发：")
    # Nothing has come since the deadline: it may yet.
    assert filed.startswith(
        "【报送情况】2021年9月：应报 37 家，已按时报送 1 家（2.70%），期限未过；"
    )
    assert "；尚未收到 36 家：城东街道、" in filed
    assert len(filed.rpartition("：")[2].split("、")) == 36
    assert "【" not in reserve
    assert reserve == translator("zh-CN")("editions.provisional")
    elsewhere = opened("data/take_away", campaign="lishui-2018", lang="zh-CN")
    assert not [each for each in elsewhere.code if "【" in str(each.value)], "no month has come"
