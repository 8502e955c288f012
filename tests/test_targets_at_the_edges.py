"""Every kind of metric at its edges, on a small campaign filed in workbooks and worked out by hand.

The campaign runs from 1 March to 29 April 2025. 甲县 files projects, the office files what is its
own, 乙县 files totals only, 丙县 nothing. Beside each case: what is counted and why.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from campaigns import load
from campaigns.metrics import METRICS
from tests.conftest import ROOT
from tests.office import Office, Sheet

ID = "edges-2025"
BASE = (ROOT / "tests" / "data" / f"{ID}.toml").read_text("utf-8")
MARCH, APRIL = "2025-03", "2025-04"
NOTHING = "nothing_to_measure"
Value = str | None


def code(number: int) -> str:
    return f"2025-330000-04-01-{number:06d}"


# --- what is filed

PROJECT_HEADER = [
    *("项目代码", "项目名称", "领域", "项目类别", "总投资", "计划投资", "制造业", "级别"),
    *("需新征地", "供地日期", "计划竣工"),
]
TEN = 100_000  # 10 亿元 in 万元


def project(
    number: int, name: str, domain: str, category: str, total: Any, *more: Any
) -> list[Any]:
    cells = [code(number), name, domain, category, total, 1000, *more]
    return cells + [""] * (len(PROJECT_HEADER) - len(cells))


PROJECTS = [
    # exactly 10 亿元; supplied with land a year to the day before it starts on the first day
    project(1, "一", "产业", "新开工", TEN, "是", "省", "否", "2024-03-01"),
    # one yuan below 10 亿元; started the day before the campaign, and a day after its year
    project(2, "二", "产业", "新开工", 99_999.9999, "否", "市", "否", "2024-02-27"),
    # one yuan above 10 亿元; whether it is manufacturing nobody says; starts on 1 April
    project(3, "三", "产业", "新开工", 100_000.0001, "", "", "否", "2024-06-01"),
    # under construction without a date: begun before the campaign, as it is listed as ongoing
    project(4, "四", "民生", "续建", 20_000, "否", "县", "是"),
    # under construction without a date, though listed as preliminary: a start of this campaign
    project(5, "前期隧道工程", "基础设施", "前期", 30_000, "否", "市", "是"),
    # exactly 10 亿元; starts on 30 April, the day after the campaign's end
    project(6, "六", "产业", "新开工", TEN, "否", "市", "是"),
    project(7, "七", "民生", "续建", 20_000, "否", "县", "是"),
    # completed on the day it was planned for, producing ten days later
    project(8, "八", "产业", "建成", 40_000, "是", "市", "是", "", "2025-03-31"),
    # completed a day after the day it was planned for
    project(9, "九", "产业", "建成", 40_000, "是", "市", "是", "", "2025-03-30"),
    # due on 1 April, completed without a date
    project(10, "十", "民生", "建成", 10_000, "否", "县", "是", "", "2025-04-01"),
]
PROGRESS_HEADER = ["项目代码", "累计完成投资", "状态", "实际开工", "实际竣工", "投产", "入统"]
PROGRESS = {
    MARCH: [
        [code(1), 100, "在建", "2025-03-01", "", "", "是"],
        [code(2), 200, "在建", "2025-02-28", "", "", "是"],
        [code(3), 0, "未开工", "", "", "", "否"],
        [code(4), 50, "在建", "", "", "", "是"],
        [code(5), 10, "在建", "", "", "", ""],
        [code(7), 40, "停工", "2024-05-01", "", "", ""],
        [code(8), 300, "完工", "2024-05-01", "2025-03-31", "", "是"],
        [code(9), 300, "完工", "2024-05-01", "2025-03-31", "", "是"],
        [code(10), 0, "在建", "2024-05-01", "", "", ""],
    ],  # the sixth is not filed
    APRIL: [
        [code(1), 600, "", "", "", "", ""],
        [code(3), 400, "在建", "2025-04-01", "", "", ""],
        [code(6), 5, "在建", "2025-04-30", "", "", ""],
        [code(8), 300, "", "", "", "2025-04-10", ""],
        [code(10), 90, "完工", "", "", "", ""],
    ],
}
PLANS_HEADER = ["项目代码", "月份", "当月计划投资"]
PLANS = [[code(n), m, 100] for n in range(1, 11) for m in (MARCH, APRIL)]

MILESTONE_HEADER = ["项目代码", "节点", "阶段", "计划完成", "实际完成"]
MILESTONES = {
    MARCH: [
        [code(5), "立项", "前期", "2025-03-01", "2025-02-28"],  # the day before the campaign
        [code(5), "可研", "前期", "2025-03-10", "2025-03-31"],  # in its month, after its day
        [code(5), "初设", "前期", "2025-03-31", ""],
        [code(1), "桩基", "开工", "2025-03-05", "2025-03-05"],  # not of a preliminary project
    ],
    APRIL: [
        [code(5), "立项", "前期", "2025-03-01", "2025-02-28"],
        [code(5), "可研", "前期", "2025-03-10", "2025-03-31"],
        [code(5), "初设", "前期", "2025-03-31", "2025-04-01"],  # a day after its month
        [code(1), "桩基", "开工", "2025-03-05", "2025-03-05"],
    ],
}
PROSPECT_HEADER = [
    *(
        "招引编号",
        "项目名称",
        "总投资",
        "500强",
        "层级",
        "列入清单",
        "正式签约",
        "开工",
        "退出",
        "退出原因",
    ),
]
PROSPECTS = [
    ["X1", "世界", TEN, "世界500强", "市长", "2025-03-01", "2025-03-01", "", "", ""],
    ["X2", "中国", 99_999.9999, "中国500强", "县长", "2025-03-31", "2025-03-31", "", "", ""],
    ["X3", "早签", TEN, "", "县长", "2025-02-20", "2025-02-28", "", "", ""],
    # left because the investor withdrew: counts no more; because it was started: counts on
    ["X4", "撤走", TEN, "世界500强", "县长", "2025-03-02", "2025-03-15", "",
     "2025-03-20", "终止投资"],
    ["X5", "落地", 50_000, "中国500强", "县长", "2025-03-02", "2025-03-15", "2025-03-20",
     "2025-03-20", "已开工"],
    ["X6", "早列", 50_000, "", "县长", "2025-01-05", "2025-01-06", "2025-03-05", "", ""],
]  # fmt: skip
LAND_HEADER = ["地块编号", "面积", "计划清零", "清零"]
LAND = {
    MARCH: [
        ["L1", 10, "2025-03-31", "2025-03-31"],
        ["L2", 20, "2025-03-31", ""],
        ["L3", 30, "2025-04-05", "2025-03-20"],  # before its day: cleared, not yet due
    ],
    APRIL: [
        ["L1", 10, "2025-03-31", "2025-03-31"],
        ["L2", 20, "2025-03-31", "2025-04-01"],
        ["L3", 30, "2025-04-05", "2025-03-20"],
    ],
}
BONDS: Sheet = [
    ["单位：万元"],
    ["债券编号", "类型", "额度", "已支付"],
    ["B1", "支付", 10_000, 4_000],
    ["B2", "支付", 5_000, ""],
    ["B3", "谋划", 20_000, ""],
]
INDICATOR_HEADER = ["地区", "指标", "数值"]
INDICATORS = {
    MARCH: [
        ["江州市", "固定资产投资增速", 5],
        ["江州市", "land_quota", 60],  # by the target's id
        ["攻坚办", "reserve_investment", 500],  # under the office's name; filed in 亿元
        ["江州市", "每月调研", 4],  # by the target's name
        ["江州市", "rank_among_peers", 5],
        ["江州市", "projects_in_next_plan", 7],
        ["江州市", "reserve_projects", 99],
        ["甲县", "reserve_projects", 12],
    ],
    APRIL: [
        ["江州市", "固定资产投资增速", 4],
        ["江州市", "rank_among_peers", 3],
        ["江州市", "projects_in_next_plan", 7],
        ["江州市", "reserve_projects", 100],
    ],
}


def sheets(month: str) -> dict[str, Sheet]:
    unit = ["单位：万元"]
    found: dict[str, Sheet] = {
        "月度进展": [unit, PROGRESS_HEADER, *PROGRESS[month]],
        "关键节点": [MILESTONE_HEADER, *MILESTONES[month]],
        "征地清单": [LAND_HEADER, *LAND[month]],
    }
    if month == MARCH:
        found["项目清单"] = [unit, PROJECT_HEADER, *PROJECTS]
        found["月度计划"] = [unit, PLANS_HEADER, *PLANS]
        found["招引项目"] = [unit, PROSPECT_HEADER, *PROSPECTS]
        # the figures of the whole are the office's: this row counts for nobody
        found["统计指标"] = [INDICATOR_HEADER, ["江州市", "batch", 100]]
    return found


TOTALS = ["责任单位", "项目数", "计划投资", "累计完成投资", "开工数", "竣工数"]


# --- what is asked for: (target, value by the end of March, by the end of April)


def ask(
    kind: str, march: Value, april: Value, name: str = "", **more: str
) -> tuple[str, str, Value, Value]:
    """A target called after its kind (or `name`), limited by `filters`, with `extra` keys."""
    unit = METRICS[kind].unit
    metric = f'kind = "{kind}"' + (f", {more['filters']}" if "filters" in more else "")
    reach = more.get("reach", f'value = 1\nunit = "{unit}"')
    zh = more.get("zh", name or kind)
    text = f"""
[[targets]]
id = "{name or kind}"
name = {{ zh = "{zh}", en = "{name or kind}" }}
metric = {{ {metric} }}
{reach}
source = {{ clause = "一" }}
"""
    return text, name or kind, march, april


PER_MONTH = 'value = 1\nunit = "{}"\nper = "month"'
CASES = [
    # ten on the list, three in 乙县's totals
    ask("projects_listed", "13", "13"),
    # two are said to be manufacturing but the third project says nothing: 1, 8, 9
    ask("projects_listed", "3", "3", "manufacturing", filters="is_manufacturing = true"),
    ask("projects_listed", "6", "6", "not-manufacturing", filters="is_manufacturing = false"),
    ask("projects_listed", "1", "1", "provincial", filters='levels = ["provincial"]'),
    ask("projects_listed", "3", "3", "old-land", filters="needs_new_land = false"),
    # 1 on the first day, 5 undated; and 2 of 乙县. In April 3 as well. Not 2, 4, 6
    ask("projects_started", "4", "5"),
    ask("projects_started", "1", "2", "started-from-10",
        filters='domains = ["industry"], size_from_yiyuan = 10'),
    ask("projects_started", "0", "1", "started-above-10",
        filters='domains = ["industry"], size_above_yiyuan = 10'),
    # 8 and 9, and one of 乙县; in April 10, though without a date
    ask("projects_completed", "3", "4"),
    ask("projects_in_production", "0", "1"),
    # in 万元: 4 × 100 000 (what one lacks another has), 2 × 20 000, 30 000, 2 × 40 000, 10 000
    ask("total_investment", "56", "56"),
    # 100 + 200 + 0 + 50 + 10 + 40 + 300 + 300 + 0 and 乙县's 100; April + 500 + 400 + 5 + 90
    ask("invested", "0.11", "0.2095"),
    ask("invested", "0.06", "0.069", "invested-completing",
        filters='categories = ["completion"]'),
    # counted from before the campaign: no filing shows it
    ask("invested", None, None, "invested-all-year",
        reach='value = 1\nunit = "亿元"\nsince = 2025-01-01'),
    # 1100 of 10 × 1000 + 900; 2095 of the same
    ask("completion_rate", "10.09", "19.22"),
    # 1100 of 10 × 100 + 900 × 31/60 (465): 75.09; 2095 of 2000 + 900
    ask("schedule_attainment", "75.09", "72.24"),
    # of the month: 995 of 10 × 100 and 乙县 0 of 435
    ask("schedule_attainment", "75.09", "69.34", "of-the-month", reach=PER_MONTH.format("%")),
    # 1, 2, 4, 5, 7, 8, 9, 10 of ten; 3 in April; 6 only after the end
    ask("start_rate", "80", "90"),
    ask("start_rate", "66.67", "100", "start-rate-old-land", filters="needs_new_land = false"),
    # 4 is under construction, 7 suspended
    ask("resumed_rate", "50", "50", filters='categories = ["ongoing"]'),
    ask("registered_rate", "50", "50"),
    # 8 on its day, 9 a day late; in April 10 is due too, and nothing shows that it was on time
    ask("on_time_rate", "50", "33.33"),
    # 1 on the last day of its year, 2 a day after; 3 is undecided in March and in time in April
    ask("started_within_rate", "50", "66.67", filters="within_months = 12"),
    ask("production_within_rate", NOTHING, "100", filters="within_months = 3"),
    # 可研; 初设 in April; 立项 was done before the campaign
    ask("milestones_done", "1", "2", filters='project = "tunnel"'),
    ask("milestones_done", "2", "3", "milestones-of-all"),
    ask("milestones_done", "not_listed", "not_listed", "milestones-of-none",
        filters='project = "nowhere"'),
    # 立项 and 可研 of three in March; none is due in April
    ask("milestones_on_time_rate", "66.67", NOTHING, reach=PER_MONTH.format("%"),
        filters='categories = ["preliminary"]'),
    # listed in the campaign and still there, or started: X1, X2, X5
    ask("prospects_listed", "3", "3"),
    ask("prospects_listed", "1", "1", "mayors", filters='tiers = ["mayor", "governor"]'),
    ask("prospects_signed", "3", "3"),
    ask("prospects_signed", "1", "1", "world", filters='top500 = ["world"]'),
    ask("prospects_signed", "3", "3", "top500", filters='top500 = ["world", "china"]'),
    ask("prospects_signed", "1", "1", "signed-10",
        filters='domains = ["industry"], size_from_yiyuan = 10'),
    ask("prospects_signed", None, None, "signed-roads", filters='domains = ["infrastructure"]'),
    # X1, X2, X5 once though it did both, X6 landed; nothing in April
    ask("prospects_signed_or_landed", "4", "0", reach=PER_MONTH.format("projects")),
    # X5 and X6 of X1, X2, X4, X5 listed in the campaign
    ask("landing_rate", "50", "50"),
    ask("parcels_cleared", "2", "3"),
    # L1 of L1 and L2; in April L3
    ask("land_cleared_rate", "50", "100", reach=PER_MONTH.format("%")),
    ask("bonds_issued", "1.5", "1.5"),
    ask("bonds_reserved", "2", "2"),
    ask("bonds_paid_rate", "26.67", "26.67"),  # 4 000 of 15 000
    ask("bond_payments", "2", "2"),
    ask("bond_reserves", "1", "1"),
    # what the office files; in April the land quota and the reserve stand as filed in March
    ask("indicator", "5", "4", filters='indicator = "fai"', reach='direction = "up"'),
    ask("land_quota", "60", "60"),
    ask("reserve_projects", "99", "100",
        reach='value = 100\nunit = "projects"\neach = [{ contenders = ["Z-1", "Z-2"], value = 10, '
        'source = { ours = true } }]'),
    ask("reserve_investment", "500", "500"),
    ask("field_visits", "4", None, reach=PER_MONTH.format("visits"), zh="每月调研"),
    ask("rank_among_peers", "5", "3", reach='direction = "up"'),
    ask("projects_in_next_plan", "7", "7", reach='direction = "up"'),
    ask("start_rate", None, None, "batch", filters='only = { zh = "第二批", en = "second batch" }'),
]  # fmt: skip
STATUS = {  # by the end of March (31 of 60 days) and of April
    "projects_listed": ("met", "met"),
    "started-above-10": ("on_track", "met"),  # half of one project: none is due
    "indicator": ("no_data", "missed"),  # 4 after 5
    "rank_among_peers": ("no_data", "met"),  # third after fifth
    "projects_in_next_plan": ("no_data", "missed"),  # as many as before
    "reserve_projects": ("on_track", "met"),  # 99 of 100, of which 51 are due
    "field_visits": ("met", "no_data"),
    "prospects_signed_or_landed": ("met", "missed"),
    "invested": ("at_risk", "missed"),
    "batch": ("no_data", "no_data"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    place = Office(tmp_path_factory.mktemp("edges"))
    own = place.root / "definitions"
    own.mkdir()
    (own / f"{ID}.toml").write_text(BASE + "".join(text for text, *_ in CASES), "utf-8")
    for month, at in ((MARCH, "2025-04-03T08:00:00"), (APRIL, "2025-05-03T08:00:00")):
        place.file(sheets(month), campaign=ID, month=month, name="甲县.xlsx", at=at)
        place.file(
            {"统计指标": [INDICATOR_HEADER, *INDICATORS[month]], "专项债": BONDS},
            campaign=ID, month=month, name="攻坚办.xlsx", at=at,
        )  # fmt: skip
    place.file(
        {"汇总": [["单位：万元"], TOTALS, ["乙县", 3, 900, 100, 2, 1]]},
        campaign=ID, month=MARCH, name="乙县.xlsx", at="2025-04-03T08:00:00",
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAIMA_CAMPAIGNS", str(own))
        result = place.run()
        assert result["rejected_rows"] == 0, result
        yield place


def test_every_kind_of_the_vocabulary_is_asked_for() -> None:
    asked = {line for text, *_ in CASES for line in text.splitlines() if line.startswith("metric")}
    assert {kind for kind in METRICS if any(f'"{kind}"' in line for line in asked)} == set(METRICS)


@pytest.mark.parametrize("at", range(len(CASES)), ids=[name for _, name, _, _ in CASES])
def test_the_value_worked_out_by_hand(office: Office, at: int) -> None:
    _, name, *wanted = CASES[at]
    found = office.ask(
        "select value, reason from target_months where unit_id is null "
        f"and campaign_id = '{ID}' and target_id = '{name}' order by month"
    )
    for (value, reason), expected in zip(found, wanted, strict=True):
        if expected is None or expected in (NOTHING, "not_listed"):
            assert (value, reason) == (None, expected or "by_office")
        else:
            assert value == Decimal(expected)


@pytest.mark.parametrize("name", STATUS)
def test_how_it_stands(office: Office, name: str) -> None:
    found = office.ask(
        "select status from target_months where unit_id is null "
        f"and campaign_id = '{ID}' and target_id = '{name}' order by month"
    )
    assert tuple(status for (status,) in found) == STATUS[name]


def test_a_contenders_own_figure_is_its_own(office: Office) -> None:
    """甲县 has 12 of the 10 that it is to have; of 乙县 nothing is filed, which is not nothing."""
    assert office.ask(
        "select unit_id, value, status from target_months where target_id = 'reserve_projects' "
        f"and campaign_id = '{ID}' and month = '{APRIL}' and unit_id is not null order by unit_id"
    ) == [("Z-1", Decimal(12), "met"), ("Z-2", None, "no_data")]


def test_the_monthly_targets_of_each_plan(office: Office) -> None:
    """Projects with a target in the month, met, missed, not filed; each plans 100 every month.

    March: 1, 2, 8 and 9 invested 100 or more; 3, 4, 5, 7 and 10 less; 6 did not file. April: 1
    and 3; 6, 8 and 10 less; five did not file. Of land L1 and L2 were due, then L3.
    """
    found = office.ask(
        "select plan_id, projects, met, missed, not_filed, reason from plan_months "
        f"where campaign_id = '{ID}' and unit_id is null order by plan_id, month"
    )
    assert found == [
        ("land", 2, 1, 1, 0, None),
        ("land", 1, 1, 0, 0, None),
        ("preliminary", 1, 0, 1, 0, None),  # one milestone of its three is not done
        ("preliminary", None, None, None, None, "nothing_due"),
        ("progress", 10, 4, 5, 1, None),
        ("progress", 10, 2, 3, 5, None),
        ("visits", None, None, None, None, "by_office"),
        ("visits", None, None, None, None, "by_office"),
    ]


def test_what_each_unit_adds_to_the_whole(office: Office) -> None:
    assert office.ask(
        "select unit_id, value from target_values where target_id = 'projects_started' "
        f"and campaign_id = '{ID}' and month = '{APRIL}' order by unit_id nulls first"
    ) == [(None, Decimal(5)), ("Z-1", Decimal(3)), ("Z-2", Decimal(2))]


def test_a_row_leads_to_the_cells_it_was_filed_in(office: Office) -> None:
    """The third project: row 5 of the list, and row 4 of April's progress (two lines are head)."""
    assert office.ask(
        "select part, source_file, source_sheet, source_row, list_source_sheet, list_source_row "
        "from target_rows where target_id = 'started-above-10' "
        f"and campaign_id = '{ID}' and month = '{APRIL}'"
    ) == [(Decimal(1), f"{ID}/{APRIL}/甲县.xlsx", "月度进展", 4, "项目清单", 5)]


def test_the_definition_is_sound(office: Office) -> None:
    path: Path = office.root / "definitions" / f"{ID}.toml"
    assert len(load(path).campaign.targets) == len(CASES)
