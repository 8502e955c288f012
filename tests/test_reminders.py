"""Who is reminded on which day, and in which words: the command, and the list of the page."""

import json
from datetime import date
from typing import Any

import pytest

from campaigns import calendar
from locales import translator
from locales.reminders import reminder
from tests.office import CODE_A, CODE_B, UNIT, A, Office, progress, projects

OTHER, THIRD = "虹桥镇", "北白象镇"
CODES = {UNIT: CODE_A, OTHER: CODE_B, THIRD: "2017-330382-04-01-000003"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Three towns filed for September. For October one has all, one a row returned, one nothing."""
    place = Office(tmp_path_factory.mktemp("office"))
    for name, code in CODES.items():
        sheets = {"项目清单": projects([code, *A[1:]]), "月度进展": progress([code, 10, 10])}
        place.file(sheets, name=f"{name}.xlsx")
    at = {"month": "2021-10", "at": "2021-11-02T08:00:00"}
    place.file({"月度进展": progress([CODE_A, 10, 20])}, name=f"{UNIT}.xlsx", **at)
    faulty = progress([CODE_B, 10, 20], ["none", 10, 20])
    place.file({"月度进展": faulty}, name=f"{OTHER}.xlsx", **at)
    place.run()
    return place


def told(office: Office, today: str) -> dict[str, Any]:
    result = office.call("remind", "yueqing-2021", "--today", today, "--json")
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def of_three(found: dict[str, Any]) -> list[tuple[str, str, str, int]]:
    return [
        (row["unit_zh"], row["month"], row["state"], row["days_over"])
        for row in found["reminders"]
        if row["unit_zh"] in CODES
    ]


# Filings for October are due on 5 November, reminders begin on the 2nd.
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2021-11-01", []),  # September is in from all three, October not yet to be reminded of
        ("2021-11-02", [(THIRD, "2021-10", "not_filed", -3), (OTHER, "2021-10", "incomplete", -3)]),
        ("2021-11-05", [(THIRD, "2021-10", "not_filed", 0), (OTHER, "2021-10", "incomplete", 0)]),
        ("2021-11-06", [(THIRD, "2021-10", "not_filed", 1), (OTHER, "2021-10", "incomplete", 1)]),
        ("2021-12-01", [(THIRD, "2021-10", "not_filed", 26), (OTHER, "2021-10", "incomplete", 26)]),
    ],
)
def test_who_is_reminded_on_which_day(
    office: Office, today: str, expected: list[tuple[str, str, str, int]]
) -> None:
    assert sorted(of_three(told(office, today))) == sorted(expected)


def test_the_month_that_falls_due_stands_beside_the_latest_that_is_overdue(office: Office) -> None:
    found = told(office, "2021-12-03")
    assert (found["coming_month"], found["overdue_month"]) == ("2021-11", "2021-10")
    assert sorted(of_three(found)) == sorted(
        [
            *((name, "2021-11", "not_filed", -2) for name in CODES),
            (THIRD, "2021-10", "not_filed", 28),
            (OTHER, "2021-10", "incomplete", 28),
        ]
    )
    third = next(
        row for row in found["reminders"] if (row["unit_zh"], row["month"]) == (THIRD, "2021-11")
    )
    assert third["earlier_months"] == ["2021-10"]


def test_what_is_longer_overdue_is_named_and_brings_nobody_onto_the_list(office: Office) -> None:
    found = told(office, "2021-12-10")
    assert {row["month"] for row in found["reminders"]} == {"2021-11"}


def test_a_campaign_that_has_ended_says_so_and_speaks_of_its_last_month_alone(
    office: Office,
) -> None:
    found = told(office, "2026-11-22")
    assert found["ended"] is True
    assert {row["month"] for row in found["reminders"]} == {"2021-12"}
    text = office.call("remind", "yueqing-2021", "--today", "2026-11-22")
    assert "最后一期（2021年12月）报送已于 2022-01-05 截止，不再有新的报送。" in text.stderr


def test_before_anything_falls_due_nobody_is_reminded(office: Office) -> None:
    found = told(office, "2021-10-01")
    assert (found["reminders"], found["next_on"]) == ([], "2021-10-02")


def test_without_a_day_it_is_today_in_china(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "today", lambda: date(2021, 11, 6))
    result = office.call("remind", "yueqing-2021", "--json")
    assert json.loads(result.stdout)["today"] == "2021-11-06"


def test_an_unknown_campaign_is_named_with_those_there_are(office: Office) -> None:
    result = office.call("remind", "nowhere")
    assert result.exit_code == 1
    assert "yueqing-2021" in result.stderr


def row(**more: object) -> dict[str, Any]:
    return {
        "campaign_zh": "行动",
        "campaign_en": "Campaign",
        "unit_zh": "柳市镇",
        "unit_en": "Liushi",
        "month": "2021-10",
        "due_on": date(2021, 11, 5),
        "days_over": -2,
        "state": "not_filed",
        "returned_rows": 0,
        "returned_tables": None,
    } | more


@pytest.mark.parametrize(
    ("of", "chinese", "english"),
    [
        (
            row(),
            "【行动】柳市镇：2021年10月报送尚未收到，请报送；2021-11-05 截止，还有 2 天。",
            "[Campaign] Liushi: the filing for October 2021 has not come in, please file it; "
            "it is due by 2021-11-05, in 2 days.",
        ),
        (
            row(days_over=0, state="incomplete", returned_rows=3, returned_tables=["progress"]),
            "【行动】柳市镇：2021年10月报送有 3 处退回（月度进展），请改正后重新报送；"
            "今天（2021-11-05）截止。",
            "[Campaign] Liushi: the filing for October 2021 has 3 returned rows (Monthly "
            "progress): please correct them and file again; it is due today, 2021-11-05.",
        ),
        (
            row(days_over=1, state="refused", returned_rows=1),
            "【行动】柳市镇：2021年10月报送未能采纳，退回 1 处，请改正后重新报送；"
            "已于 2021-11-05 截止，已过 1 天。",
            "[Campaign] Liushi: the filing for October 2021 could not be taken, 1 row or sheet "
            "was returned: please correct it and file again; it was due by 2021-11-05, 1 day ago.",
        ),
    ],
)
def test_the_words_say_who_what_until_when_and_how_long_ago(
    of: dict[str, Any], chinese: str, english: str
) -> None:
    assert reminder(translator("zh-CN"), of) == chinese
    assert reminder(translator("en"), of) == english
