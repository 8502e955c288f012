"""The four definitions, against what their documents say; the clause stands beside it."""

from collections import Counter
from datetime import date

import pytest

from campaigns import HERE, Campaign, load_all

CAMPAIGNS = {id: found.campaign for id, found in load_all([HERE]).items()}
YUEQING, LISHUI = CAMPAIGNS["yueqing-2021"], CAMPAIGNS["lishui-2018"]
JIAXING, LINZI = CAMPAIGNS["jiaxing-2018"], CAMPAIGNS["linzi-2020"]


def codes(campaign: Campaign, track: str) -> set[str]:
    return {unit.code for one in campaign.tracks if one.id == track for unit in one.contenders}


def names(campaign: Campaign, track: str) -> set[str]:
    return {unit.name.zh for one in campaign.tracks if one.id == track for unit in one.contenders}


@pytest.mark.parametrize(
    ("campaign", "document", "start", "end"),
    [
        # 前言: “从 2021 年 9 月下旬开始至 2021 年 12 月底”
        (YUEQING, "乐政办发〔2021〕18号", date(2021, 9, 21), date(2021, 12, 31)),
        # 一(二): “年度任务”; the year is ours, and the definition says so
        (LISHUI, "丽水市重大项目推进工作实施方案", date(2018, 1, 1), date(2018, 12, 31)),
        # 一: “每年”
        (JIAXING, "嘉政办发〔2018〕52号", date(2018, 1, 1), date(2018, 12, 31)),
        # 二2: “2020 年”
        (LINZI, "临项字〔2020〕7号", date(2020, 1, 1), date(2020, 12, 31)),
    ],
    ids=["yueqing", "lishui", "jiaxing", "linzi"],
)
def test_document_and_period(campaign: Campaign, document: str, start: date, end: date) -> None:
    assert (campaign.document, campaign.period.start, campaign.period.end) == (
        document,
        start,
        end,
    )


def test_the_year_of_lishui_is_marked_as_ours() -> None:
    assert LISHUI.period.source.ours


def test_lishui_files_by_the_fifth_and_goes_by_the_statistics_office_1_2() -> None:
    assert (LISHUI.deadline_day, LISHUI.deadline_source.clause) == (5, "一(二)")
    assert (LISHUI.figure, LISHUI.figure_source.clause) == ("statistical", "一(二)")


@pytest.mark.parametrize("campaign", [YUEQING, JIAXING, LINZI], ids=lambda one: one.id)
def test_the_other_documents_name_no_day_and_no_statistical_figure(campaign: Campaign) -> None:
    assert campaign.deadline_source.ours
    assert campaign.figure == "reported"


def test_yueqing_has_37_108_and_44_projects_annexes_5_to_7() -> None:
    stated = {group.id: group.projects for group in YUEQING.domains}
    assert stated == {"industry": 37, "infrastructure": 108, "livelihood": 44}
    assert sum(filter(None, stated.values())) == 189  # 一


def test_yueqing_ranks_the_five_stages_of_4_4() -> None:
    stages = [component.id for component in YUEQING.race.components]
    assert stages == ["attract", "preliminary", "start", "build", "complete"]


def test_yueqing_towns_zones_and_departments_race_apart_3_1_1() -> None:
    assert [(t.id, len(t.contenders)) for t in YUEQING.tracks] == [
        ("towns", 25),
        ("zones", 3),
        ("departments", 9),
    ]
    assert names(YUEQING, "zones") == {"乐清经济开发区", "乐清湾港区", "柳白新区"}  # 三(一)3


def test_lishui_has_nine_counties_by_gb_t_2260_and_the_zone() -> None:
    assert codes(LISHUI, "counties") == {
        "331102",
        "331121",
        "331122",
        "331123",
        "331124",
        "331125",
        "331126",
        "331127",
        "331181",
        "Z-331100-01",
    }


def test_lishui_departments_are_those_of_2_3_with_one_prospect_each() -> None:
    first = "市发改委 市经信委 市建设局 市交通运输局 市水利局 市旅委 市招商局 市属国资营运公司"
    second = "市教育局 市农业局 市文广出版局 市卫生计生委 市林业局 市体育局 市商务局 市市场监管局"
    assert names(LISHUI, "departments") == {*first.split(), *second.split()}
    assert {u.signings_target for u in LISHUI.tracks[1].contenders} == {1}


def test_jiaxing_regions_are_those_of_the_annex_in_its_order() -> None:
    assert [unit.name.zh for unit in JIAXING.tracks[0].contenders] == [
        "南湖区",
        "秀洲区",
        "嘉善县",
        "平湖市",
        "海盐县",
        "海宁市",
        "桐乡市",
        "嘉兴经济技术开发区（国际商务区）",
        "嘉兴港区",
    ]
    assert [unit.code for unit in JIAXING.tracks[0].contenders[:7]] == [
        "330402",
        "330411",
        "330421",
        "330482",
        "330424",
        "330481",
        "330483",
    ]


def test_jiaxing_regions_owe_one_and_five_and_the_port_one_and_three_annex() -> None:
    owed = Counter(unit.signings_target for unit in JIAXING.tracks[0].contenders)
    assert owed == {6: 8, 4: 1}
    port = JIAXING.tracks[0].contenders[-1]
    assert (port.name.zh, port.signings_target) == ("嘉兴港区", 4)


def test_jiaxing_departments_are_those_of_2_3_with_one_prospect_each() -> None:
    six = "市发展改革委 市经信委 市科技局 市商务局 市旅委 市合作交流办"
    assert names(JIAXING, "departments") == set(six.split())
    assert {u.signings_target for u in JIAXING.tracks[1].contenders} == {1}


def test_linzi_has_five_subdistricts_seven_towns_and_zones_of_ours() -> None:
    towns = codes(LINZI, "towns")
    numbers = "001 002 003 004 005 100 102 103 104 107 109 111"
    assert towns == {f"370305{number}" for number in numbers.split()}
    assert len(codes(LINZI, "zones")) == 2


def test_linzi_is_run_by_its_key_projects_centre_and_races_on_its_two_rates_2_2() -> None:
    assert LINZI.office.name.zh == "临淄区重点项目服务中心"
    assert {component.id for component in LINZI.race.components} == {"start", "build"}


@pytest.mark.parametrize("campaign", CAMPAIGNS.values(), ids=lambda one: one.id)
def test_a_code_that_is_not_of_gb_t_2260_begins_with_a_letter(campaign: Campaign) -> None:
    for unit in campaign.units:
        official = unit.code.isdigit() and len(unit.code) in (6, 9)
        assert official or unit.code[:2] in ("Z-", "D-", "O-")


@pytest.mark.parametrize("campaign", CAMPAIGNS.values(), ids=lambda one: one.id)
def test_weights_are_ours_and_add_up_to_100(campaign: Campaign) -> None:
    assert sum(component.weight for component in campaign.race.components) == 100
    assert all(component.source.ours for component in campaign.race.components)
