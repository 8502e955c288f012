"""What is confidential leaves no trace in a snapshot, and is judged like the rest all the same."""

from pathlib import Path
from typing import Any

import pytest

from tests.office import Office, Sheet
from warehouse.queries import read
from warehouse.snapshots import connect, current

CAMPAIGN = "jiaxing-2018"
HEADER = [
    *("招引编号", "项目名称", "投资主体", "建设内容", "建设地点", "项目代码", "层级", "行业"),
    *("总投资", "列入清单", "正式签约", "保密"),
]
CODE = "2017-330402-39-03-{:06d}"
SECRETS = ("天机", "绝密", "玄武", "7777")


def row(prospect: str, *, secret: bool = False, **more: Any) -> list[Any]:
    """Listed on 8 January and signed on the 10th, 30 亿元, county tier."""
    number = int(prospect[1:])
    own = {
        "name": f"{prospect}项目",
        "investor": f"投资方{prospect}",
        "content": f"建设内容{prospect}",
        "site": f"地点{prospect}",
        "code": CODE.format(number),
        "tier": "县长",
        "sector": "新材料",
        "total": 30,
        "listed": "2018-01-08",
        "signed": "2018-01-10",
        "secret": "是" if secret else "否",
    } | more
    return [prospect, *own.values()]


def sheet(*rows: list[Any]) -> dict[str, Sheet]:
    return {"招引项目": [["单位：亿元"], HEADER, *rows]}


DEAL: dict[str, Any] = {"investor": "玄武集团", "content": "绝密芯片线"}
HIDDEN: dict[str, Any] = {
    **DEAL,
    "name": "天机酒店",
    "site": "绝密地块",
    "code": CODE.format(777777),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two months. S1 of 南湖 is secret throughout, S2 of 秀洲 since February only.

    P3 of 平湖 courts the investor of S1 openly, P4 of 海宁 the one of P5 of 桐乡. P6 and P7 are two
    phases of the project of which S1 is the third.
    """
    office = Office(tmp_path_factory.mktemp("office"))
    one = row("S1", secret=True, **HIDDEN)
    phases = [row(p, code=CODE.format(42) + f"-00{p[1]}") for p in ("P6", "P7")]
    third = row("S8", secret=True, code=CODE.format(42), name="绝密三期")
    open_deal: dict[str, Any] = {"investor": "甲电子", "content": "控制器"}
    for month, flag in (("2018-01", False), ("2018-02", True)):
        late = f"2018-0{int(month[-1]) + 1}-03T08:00:00"
        two = row("S2", secret=flag, name="天机项目", investor="玄武二号", content="绝密线")
        for unit, rows in {
            "南湖区": [one, *phases, third],
            "秀洲区": [two],
            "平湖市": [row("P3", **(DEAL | {"investor": "青龙", "content": "公开"}))],
            "海宁市": [row("P4", **open_deal)],
            "桐乡市": [row("P5", **open_deal, signed="2018-01-20")],
            "嘉善县": [row("S9", secret=True, **DEAL, name="天机二", site="", code="")],
        }.items():
            office.file(sheet(*rows), month=month, name=f"{unit}.xlsx", campaign=CAMPAIGN, at=late)
    office.run()
    return office


def test_no_confidential_text_stands_anywhere_in_the_snapshot(office: Office) -> None:
    columns = office.ask(
        "select table_name, column_name from duckdb_columns() "
        "where not internal and data_type = 'VARCHAR' and column_name != 'definition_toml'"
    )
    assert ("prospect_findings", "word") in columns
    found = [
        (table, column, text)
        for table, column in columns
        for (text,) in office.ask(f"select distinct {column} from {table}")
        if text and any(secret in text for secret in SECRETS)
    ]
    assert found == []


def test_the_bytes_of_the_snapshot_hold_none_either(office: Office) -> None:
    served = current(office.home.snapshots)
    assert served
    content = Path(served.path).read_bytes()
    assert [text for text in SECRETS[:3] if text.encode() in content] == []
    assert "青龙".encode() in content


def test_a_conflict_with_a_confidential_entry_is_told_and_names_nobody(office: Office) -> None:
    """S1 and S9 are the same deal; P4 and P5 are another, open one: 10 days."""
    rows = office.ask(
        "select first_unit_id, second_unit_id, first_prospect_id, second_prospect_id, lead_days, "
        "is_confidential from prospect_conflicts where month = '2018-01'"
    )
    assert rows == [
        ("330481", "330483", "P4", "P5", 10, False),
        (None, None, None, None, None, True),
    ]
    [everything] = office.ask(
        "select columns(*) from prospect_conflicts where month = '2018-02' and is_confidential"
    )
    assert set(everything) == {CAMPAIGN, "2018-02", True, None}


def test_findings_that_rest_on_what_is_hidden_name_nobody(office: Office) -> None:
    """S1 is called a hotel; S8 is the third phase of P6 and P7, which are two without it."""
    rows = office.ask(
        "select rule, prospect_id, unit_id, subject, others, counted, is_confidential "
        "from prospect_findings where month = '2018-01' and rule != 'below_about' order by rule"
    )
    nobody = (None, None, None, None, None, True)
    assert rows == [("excluded", *nobody), ("too_many_phases", *nobody)]


def test_phases_are_shown_as_if_there_were_no_confidential_ones(office: Office) -> None:
    rows = office.ask(
        "select prospect_id, phase_group, phase, phases from prospect_months "
        "where month = '2018-01' and unit_id = '330402' order by prospect_id"
    )
    assert rows == [
        ("P6", "P6", 1, 2),
        ("P7", "P6", 2, 2),
        ("S1", None, None, None),
        ("S8", None, None, None),
    ]


def test_what_became_confidential_is_so_in_the_months_before(office: Office) -> None:
    """In January's filing S2 was open: its text is gone from there too, and from the figures."""
    assert office.ask(
        "select filing_month, prospect_name, investor, content, site, project_code from prospects "
        "where prospect_id = 'S2' order by filing_month"
    ) == [(month, None, None, None, None, None) for month in ("2018-01", "2018-02")]
    assert office.ask(
        "select month, is_confidential from prospect_months where prospect_id = 'S2' order by month"
    ) == [("2018-01", True), ("2018-02", True)]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_pages_questions_are_answered(office: Office, language: str) -> None:
    served = current(office.home.snapshots)
    assert served
    connection = connect(served)
    own = {"campaign": CAMPAIGN, "month": "2018-01"}
    named = {**own, "track": "all", "unit": "all", "language": language}
    counted = {
        "prospects": (named, 9),
        "prospect_findings": (named, 2),
        "prospect_moves": (named, 9),
        "prospect_conflicts": (named, 2),
        "prospect_duties": (
            {**own, "track": "all", "kind": "allocation", "language": language},
            18,
        ),
        "prospect_funnel": ({**own, "track": "all", "unit": "all", "tier": "all"}, 2),
        "prospect_nodes": ({**own, "prospect": "P4"}, 1),
        "landing": ({**own, "track": "all", "tier": "all", "language": language}, 16),
    }
    heights = {name: read(connection, name, **asked).height for name, (asked, _) in counted.items()}
    connection.close()
    assert heights == {name: rows for name, (_, rows) in counted.items()}


def test_a_unit_is_not_told_of_others_confidential_conflicts(office: Office) -> None:
    served = current(office.home.snapshots)
    assert served
    connection = connect(served)
    asked = {"campaign": CAMPAIGN, "month": "2018-01", "track": "all", "language": "en"}
    found = {
        u: read(connection, "prospect_conflicts", **asked, unit=u) for u in ("330402", "330483")
    }
    connection.close()
    assert found["330402"].is_empty()
    assert found["330483"].select("first_investor", "second_investor").rows() == [
        ("甲电子", "甲电子")
    ]
