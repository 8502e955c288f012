"""The pages of completion and of campaigns show what their queries answer, and lead on by id."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns import load_all
from locales import amount, percent
from pages._shared.completion import KINDS
from tests.dashboard_snapshot import example, write
from tests.test_pages import fine, opened, said
from warehouse.connection import Connection
from warehouse.home import Home
from warehouse.queries import read
from warehouse.snapshots import connect, current

COMPLETION, CAMPAIGNS_PAGE = "progress/completion", "progress/campaigns"
CAMPAIGNS = list(load_all())
YUEQING = {"campaign": "yueqing-2021", "month": "2021-11"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("progress-pages")
    write(folder / "snapshots", example())
    return folder


@pytest.fixture
def small(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    monkeypatch.setenv("SAIMA_DATA", str(made))
    served = current(made / "snapshots")
    assert served is not None
    with connect(served) as connection:
        yield connection.cursor()


@pytest.fixture
def served(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIMA_DATA", str(sample_home.root))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "size"])
def test_the_table_of_every_split_is_the_answer(small: Connection, kind: str) -> None:
    here = {"campaign": "alpha", "month": "2021-11", "track": "all"}
    app = opened(COMPLETION, lang="zh-CN", split=kind, **here)
    assert fine(app), said(app)
    shown = app.dataframe[1].value
    asked = {**here, "language": "zh-CN", "kind": kind}
    expected = read(small, "completion_by_label", **asked).sort("place")
    names = ("planned_to_date_wanyuan", "gap_wanyuan", "cumulated_wanyuan", "projects")
    for name in names:
        assert shown[name].tolist() == [float(each) for each in expected[name]], name
    assert shown["gap_state"].tolist() == [
        {"behind": "欠", "ahead": "超", "not_filed": "从未报送"}[each]
        for each in expected["gap_state"]
    ]


@pytest.mark.usefixtures("small")
def test_titles_are_findings_with_their_numbers() -> None:
    """Towns: 8 × 696.1 = 5 568.8 planned, 3 150 completed; seven are 2 422.7 + 3.9 − 3.9 behind.

    Of what the seven miss, 608.6 + 521.1 + 433.6 + … + 83.6 = 2 422.7, the first three have
    1 563.3: 64.53 %.
    """
    text = said(opened(COMPLETION, lang="en", campaign="alpha", month="2021-11", track="towns"))
    assert "### CNY 31.5 m completed, CNY 24.2 m less than planned by now" in text
    assert (
        "CNY 24.2 m are missing in 7 of 8 units, 64.53% of it in Town 1, Town 2, Town 3"
    ) in text


@pytest.mark.usefixtures("small")
def test_an_unknown_way_of_splitting_is_named() -> None:
    app = opened(COMPLETION, lang="en", campaign="alpha", split="colour")
    assert fine(app)
    assert "colour" in app.warning[0].value


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("kind", KINDS)
def test_every_split_of_the_sample_opens_with_its_gap(snapshot: Connection, kind: str) -> None:
    app = opened(COMPLETION, lang="zh-CN", split=kind, **YUEQING)
    assert fine(app), said(app)
    asked = {**YUEQING, "track": "all", "language": "zh-CN", "kind": kind, "few": 3}
    head = read(snapshot.cursor(), "completion_gap", **asked).row(0, named=True)
    assert f"比同期计划少 {amount(head['gap_size_wanyuan'], 'zh-CN')}" in said(app)
    assert app.dataframe[1].value["cumulated_wanyuan"].tolist()[-1] == float(head["gap_wanyuan"])


@pytest.mark.usefixtures("served")
def test_the_brackets_of_size_stand_with_their_source() -> None:
    text = said(opened(COMPLETION, lang="zh-CN", split="size", **YUEQING)).replace("\\", "")
    assert "不满 1 亿元、1–5 亿元、5–10 亿元、10–20 亿元、20–50 亿元、50 亿元以上" in text
    assert "自定" in text


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_campaigns_stand_side_by_side(snapshot: Connection, campaign: str) -> None:
    months = read(snapshot.cursor(), "months", campaign=campaign)
    month = months["month"][months.height // 2]
    app = opened(CAMPAIGNS_PAGE, lang="zh-CN", campaign=campaign, month=month)
    assert fine(app), said(app)
    asked = {"campaign": campaign, "month": month, "as_of": "same", "language": "zh-CN"}
    compared = read(snapshot.cursor(), "campaigns_compared", **asked)
    text = said(app).replace("\\", "")
    for row in compared.iter_rows(named=True):
        assert row["same_rate"] is not None, row["campaign_id"]
        assert percent(row["same_rate"], "zh-CN", 2) in text
    progress, sizes = (frame.value for frame in app.dataframe)
    assert progress["completion_rate"].tolist() == [
        float(rate * 100) for rate in compared["completion_rate"]
    ]
    assert sizes["plan_per_project_wanyuan"].tolist() == [
        float(each) for each in compared["plan_per_project_wanyuan"]
    ]


@pytest.mark.usefixtures("served")
def test_the_latest_month_of_each_can_be_chosen(snapshot: Connection) -> None:
    app = opened(CAMPAIGNS_PAGE, lang="zh-CN", as_of="latest", **YUEQING)
    shown = app.dataframe[0].value.set_index("campaign")
    assert shown["month"].tolist() == ["2018-12", "2020-12", "2018-12", "2021-11"]
    sums = snapshot.cursor().sql(
        "select sum(invested_to_date_wanyuan) from unit_months "
        "where campaign_id = 'linzi-2020' and month = '2020-12'"
    )
    ((invested,),) = sums.fetchall()
    assert shown["invested_to_date_wanyuan"]["临淄旗手标杆"] == float(invested)


@pytest.mark.usefixtures("served")
def test_what_campaigns_count_is_said_where_it_differs() -> None:
    text = said(opened(CAMPAIGNS_PAGE, lang="zh-CN", **YUEQING)).replace("\\", "")
    assert "2018-01-01 至 2018-12-31，365 天；投资口径为统计数优先（一(二)）" in text
    assert "2021-09-21 至 2021-12-31，102 天；投资口径为单位报送数（自定）" in text
