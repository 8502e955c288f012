"""The filing page shows what the trial says, files what it is told to, and keeps nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from campaigns import load_all
from pages._shared import desk
from pages._shared.desk import Declared, DeskError
from pipelines.filing.archive import Archive
from tests.office import (
    CAMPAIGN,
    CODE_A,
    CODE_B,
    UNIT,
    A,
    B,
    Office,
    progress,
    projects,
    write_book,
)
from tests.test_pages import fine, opened, said
from warehouse.home import ROOT

PAGE = "data/filing"
LINK = {"campaign": CAMPAIGN, "month": "2021-09", "unit": "330382114"}
SHEETS = {
    "项目清单": projects(A, B),
    "月度进展": progress([CODE_A, 100, 100], [CODE_B, 300, 300]),
}
NOTHING: dict[str, Any] = {
    "refused": None,
    "tables": [{"table": "progress", "name": "月度进展", "rows": 2, "rejected": 0}],
    "mapping": [],
    "notes": [],
    "rejects": [],
    "left_alone": [],
    "failures": [],
    "counts": {"notes": 0, "rejects": 0, "failures": 0, "added": 0, "changed": 0, "dropped": 0},
    "changes": {
        "rows": [],
        "units": [],
        "campaign": {
            "invested_to_date_wanyuan": {"before": "400", "after": "450"},
            "completion_rate": {"before": "0.1", "after": "0.1125"},
            "filed_projects": {"before": "2", "after": "2"},
            "projects": {"before": "2", "after": "2"},
        },
        "other_months": [],
    },
    "supersedes": None,
    "is_late": False,
    "waiting": 0,
}
FAILURE = {
    "severity": "warning",
    "is_own": True,
    "unit": None,
    "place": "月度进展 · 第 3 行 · 累计完成投资",
    "value": "150.0000",
    "sentence": "累计完成低于上一次所报。",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("published"))
    office.file(SHEETS)
    office.run()
    return office


@pytest.fixture
def office(published: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("SAIMA_DATA", str(published.root))
    return published


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have every trial answer this instead of reading the file."""

    def answer(**facts: Any) -> None:
        monkeypatch.setattr(desk, "trial", lambda *_: NOTHING | facts)

    return answer


def drop(app: AppTest, content: bytes = b"x", name: str = "九月.xlsx") -> AppTest:
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return app.run(timeout=180)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def cells(app: AppTest) -> str:
    """What stands in the tables, cell by cell, without what guards it against Markdown."""
    return "\n".join(
        str(value).replace("\\", "") for table in app.table for value in table.value.to_numpy().flat
    )


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run(timeout=180)


def test_a_correction_is_tried_filed_and_taken_back(office: Office, tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", {"月度进展": progress([CODE_A, 150, 150], ["?", 1, 1])})
    content = (tmp_path / "a.xlsx").read_bytes()
    app = drop(opened(PAGE, **LINK, lang="zh-CN"), content, "柳市镇（更正）.xlsx")
    assert fine(app)
    [verdict] = [info.value for info in app.info if "可以报送" in info.value]
    assert "1 张表、1 行" in verdict
    assert "有 1 行不能采纳" in verdict
    assert f"{CAMPAIGN}/2021-09/{UNIT}.xlsx" in verdict.replace("\\", "")
    text = said(app).replace("\\", "")
    # 400 of 4 000 were done; now 150, and of the second project nothing is filed for the month.
    assert "累计完成 400 →" not in text
    assert "400\N{NO-BREAK SPACE}→ 150 万元，投资完成率 10.00%\N{NO-BREAK SPACE}→ 3.75%" in text
    assert "“?”不是投资项目统一代码" in cells(app)
    assert "本月完成投资 100\N{NO-BREAK SPACE}→ 150" in cells(app)
    assert Archive(office.home.archive).receipts()[-1].path.endswith(f"/{UNIT}.xlsx")
    app = press(app, "报送")
    assert fine(app)
    receipt = Archive(office.home.archive).receipts()[-1]
    assert receipt.path == f"{CAMPAIGN}/2021-09/{UNIT}/柳市镇（更正）.xlsx"
    assert [(metric.label, metric.value) for metric in app.metric] == [("收件编号", receipt.id)]
    assert "可以撤回" in said(app)
    app = press(app, "撤回")
    assert fine(app)
    assert "已撤回，不会发布" in said(app)
    assert "撤回" not in labels(app)
    assert receipt not in Archive(office.home.archive).receipts()


@pytest.mark.usefixtures("office")
def test_before_a_file_lies_there_the_page_says_what_has_been_published() -> None:
    app = opened(PAGE, **LINK, lang="en")
    assert fine(app)
    assert "Liushi Town, September 2021: 2 tables with 4 rows are published" in said(app)
    assert "Due by 2021-10-05" in said(app)
    elsewhere = opened(PAGE, **LINK | {"unit": "330382101"}, lang="en")
    assert "no filing has been published yet" in said(elsewhere)


@pytest.mark.usefixtures("office")
def test_a_month_that_nobody_has_filed_for_and_the_office_can_be_picked(
    answers: Callable[..., None],
) -> None:
    answers()
    app = opened(PAGE, **LINK | {"for_month": "2021-11", "unit": "office"}, lang="zh-CN")
    month = next(box for box in app.selectbox if box.key == "for_month")
    assert month.options == ["2021年9月", "2021年10月", "2021年11月", "2021年12月"]
    assert month.value == "2021-11"
    assert fine(drop(app))
    unknown = opened(PAGE, **LINK | {"for_month": "2021-08"}, lang="zh-CN")
    assert "2021-08" in said(unknown)
    units = next(box for box in app.selectbox if box.key == "unit")
    assert UNIT in units.options
    assert units.options[-1] == load_all()[CAMPAIGN].campaign.office.name.zh


@pytest.mark.usefixtures("office")
def test_a_campaign_without_any_data_can_be_filed_for() -> None:
    app = opened(PAGE, campaign="lishui-2018", lang="zh-CN")
    assert fine(app)
    assert app.file_uploader
    assert "还没有发布过报送" in said(app)
    assert "还没有任何月份的数据" in said(opened("race/standings", campaign="lishui-2018"))


@pytest.mark.usefixtures("office")
def test_what_cannot_be_filed_has_no_button(answers: Callable[..., None]) -> None:
    answers(refused="文件已损坏。")
    app = drop(opened(PAGE, **LINK, lang="zh-CN"))
    assert fine(app)
    assert "不能报送：文件已损坏。" in said(app)
    assert "报送" not in labels(app)
    answers(failures=[FAILURE | {"severity": "critical"}])
    app = drop(opened(PAGE, **LINK, lang="en"))
    assert "would stop the publication of everybody's figures" in said(app)
    assert "File it" not in labels(app)
    assert "■ critical" in cells(app)


@pytest.mark.usefixtures("office")
def test_a_warning_is_shown_and_does_not_stop(answers: Callable[..., None]) -> None:
    counts = NOTHING["counts"] | {"failures": 301}
    answers(
        failures=[FAILURE, FAILURE | {"unit": "北白象镇"}], counts=counts, is_late=True, waiting=2
    )
    app = drop(opened(PAGE, **LINK, lang="zh-CN"))
    assert fine(app)
    assert "有问题的地方（301 处）" in said(app)
    assert "只显示前 2 条，共 301 条" in said(app)
    assert {"▲ 警告", FAILURE["place"], "150.0000", "北白象镇"} <= set(cells(app).splitlines())
    assert "已过报送截止日" in said(app)
    assert "另有 2 份已收件、尚未发布的报送没有算在内" in said(app)
    assert {"报送", "生成退回单"} <= set(labels(app))


@pytest.mark.usefixtures("office")
def test_without_anything_wrong_there_is_no_return_slip(answers: Callable[..., None]) -> None:
    answers()
    app = drop(opened(PAGE, **LINK, lang="zh-CN"))
    assert "没有发现问题" in said(app)
    assert "生成退回单" not in labels(app)
    assert "报送" in labels(app)


@pytest.mark.usefixtures("office")
def test_figures_before_and_after_stand_side_by_side(answers: Callable[..., None]) -> None:
    unit = {
        "unit_id": "330382114",
        "unit": UNIT,
        "track_id": "towns",
        "completion_rate": {"before": "0.1", "after": "0.1125"},
        "invested_to_date_wanyuan": {"before": "400", "after": "1450.5"},
        "score": {"before": "63.5", "after": "70"},
        "rank": {"before": "3", "after": "1"},
        "light": {"before": "red", "after": "yellow"},
    }
    other = unit | {
        "unit_id": "330382101",
        "unit": "大荆镇",
        "rank": {"before": "1", "after": "2"},
        "score": {"before": None, "after": "60"},
    }
    changes = NOTHING["changes"] | {"units": [other, unit], "other_months": ["2021-10"]}
    answers(changes=changes)
    app = drop(opened(PAGE, **LINK, lang="zh-CN"))
    shown = [line.replace("\N{NO-BREAK SPACE}", " ") for line in cells(app).splitlines()]
    assert shown == [
        *(UNIT, "3 → 1 ▲2", "63.50 → 70.00 · 红 → 黄", "10.00% → 11.25% · 400 → 1,450.5"),
        *("大荆镇", "1 → 2 ▼1", "— → 60.00 · 红 → 黄", "10.00% → 11.25% · 400 → 1,450.5"),
    ]
    assert "2 个单位的数字会变" in said(app)
    assert "以下月份的数字也会随之变化：2021年10月" in said(app)


@pytest.mark.usefixtures("office")
def test_a_file_that_is_put_away_is_gone_and_one_is_tried_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[str] = []

    def trial(declared: Declared, _: object) -> dict[str, Any]:
        tries.append(declared.name)
        return NOTHING

    monkeypatch.setattr(desk, "trial", trial)
    app = drop(opened(PAGE, **LINK, lang="zh-CN"))
    app.run()
    assert tries == ["九月.xlsx"]
    app = press(app, "放弃，不报送")
    assert fine(app)
    assert labels(app) == []
    assert "可以报送" not in said(app)


@pytest.mark.usefixtures("office")
def test_what_the_desk_cannot_do_is_told_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(*_: object) -> Any:
        raise DeskError("同时报送的人太多，请稍后再试。")

    monkeypatch.setattr(desk, "trial", busy)
    app = drop(opened(PAGE, **LINK, lang="zh-CN"))
    assert fine(app)
    assert "同时报送的人太多" in said(app)
    assert labels(app) == ["放弃，不报送"]


@pytest.mark.usefixtures("office")
def test_where_the_page_is_switched_off_it_says_where_to_send_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(desk.SWITCH, "off")
    app = opened(PAGE, **LINK, lang="zh-CN")
    assert fine(app)
    assert "本看板不接收报送" in said(app)
    assert not app.file_uploader


def test_a_page_is_short() -> None:
    lines = (ROOT / "pages" / f"{PAGE}.py").read_text("utf-8").splitlines()
    assert len(lines) < 60
