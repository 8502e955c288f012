"""What a month leads to: golden cases for each kind of condition, by the real definitions."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from campaigns import Campaign, load_all
from campaigns.consequences import DECIDED, consequences, is_judged
from campaigns.events import SCHEMA, Events
from campaigns.follow_up import Consequence, When
from campaigns.model import Contender, Track
from campaigns.parts import Words
from campaigns.ranking import standings
from tests.trial import MONTH, all_published, campaign, filed, source, towns, words

LOADED = load_all()
YUEQING, LISHUI, JIAXING, LINZI = (
    LOADED[name].campaign for name in ("yueqing-2021", "lishui-2018", "jiaxing-2018", "linzi-2020")
)
MONTHS = ("2021-09", "2021-10", "2021-11", "2021-12")
STANDING = {"rank": 5, "light": "green", "streak": 0, "is_over_fulfilled": False}


def consequence(name: str, **when: Any) -> Consequence:
    given = source(id=name, kind="warning", action=words(name), when=when)
    return Consequence.model_validate(given)


def trial(*rules: Consequence, **more: Any) -> Campaign:
    return campaign(**more).model_copy(update={"consequences": rules})


def stands(unit: str, month: str = MONTH, **facts: Any) -> dict[str, Any]:
    return {"month": month, "unit_id": unit, **STANDING, **facts}


def events(**frames: Sequence[dict[str, Any]]) -> Events:
    """Frames of rows; what a row does not name is null."""
    schemas = {part.name: getattr(Events(), part.name).schema for part in fields(Events)}
    return Events(
        **{name: pl.DataFrame(rows, schema=schemas[name]) for name, rows in frames.items()}
    )


def found(rules: Campaign, **frames: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """(unit, consequence) of all months, in order."""
    table = consequences(events(**frames), rules)
    return [(str(unit), name) for unit, name in table.select("unit_id", "consequence_id").rows()]


def of(campaign: Campaign, number: int) -> str:
    """The code of a contender, by its place in the definition."""
    return campaign.contenders[number].code


# --- 乐清 四(四)(六)(七) -------------------------------------------------------------

TOWN = of(YUEQING, 0)


@pytest.mark.parametrize(
    ("streak", "expected"),
    [
        (0, []),
        (1, []),
        (2, ["two-months"]),  # 连续两个月: 常务副市长约谈单位分管负责人
        (
            3,
            ["three-months"],
        ),  # 连续三个月: 市政府主要领导约谈单位主要负责人, and not the other too
        (4, ["three-months"]),
    ],
)
def test_yueqing_two_and_three_months_in_the_last_three_4_6(
    streak: int, expected: list[str]
) -> None:
    table = consequences(events(standings=[stands(TOWN, streak=streak)]), YUEQING)
    assert table["consequence_id"].to_list() == expected
    assert table["streak"].to_list() == [streak] * len(expected)
    assert set(table["state"]) <= {"due"}


def test_yueqing_the_months_talk_to_whom_the_document_says_4_6() -> None:
    rules = {one.id: one for one in YUEQING.consequences}
    two, three = rules["two-months"], rules["three-months"]
    assert two.by
    assert two.to
    assert (two.by.zh, two.to.zh) == ("常务副市长", "单位分管负责人")
    assert three.by
    assert three.to
    assert (three.by.zh, three.to.zh) == ("市政府主要领导", "单位主要负责人")


def test_yueqing_a_red_unit_is_warned_and_talked_to_and_no_other_4_4_4_6() -> None:
    lights = {of(YUEQING, n): light for n, light in enumerate(("red", "yellow", "green", "grey"))}
    rows = [stands(unit, light=light) for unit, light in lights.items()]
    assert found(YUEQING, standings=rows) == [(TOWN, "red-light"), (TOWN, "unit-warning-light")]


def test_yueqing_a_red_project_is_warned_4_4() -> None:
    rows = [
        {"month": "2021-10", "unit_id": TOWN, "project_code": code, "light": light}
        for code, light in (("a", "red"), ("b", "yellow"), ("c", "grey"), ("d", "red"))
    ]
    table = consequences(events(project_lights=rows), YUEQING)
    assert table.select("consequence_id", "project_code", "light").rows() == [
        ("warning-light", "a", "red"),
        ("warning-light", "d", "red"),
    ]


@pytest.mark.parametrize(
    ("rank", "is_over", "expected"),
    [
        (1, False, ["top-three"]),
        (3, False, ["top-three"]),
        (4, False, []),
        (4, True, ["over-fulfilled"]),  # 前3位的或超额完成
        (1, True, ["top-three"]),  # both: one reward, not two
        (None, False, []),  # not ranked
    ],
)
def test_yueqing_the_first_three_or_over_fulfilled_4_7(
    rank: int | None, is_over: bool, expected: list[str]
) -> None:
    row = stands(TOWN, rank=rank, is_over_fulfilled=is_over)
    table = consequences(events(standings=[row]), YUEQING)
    assert table["consequence_id"].to_list() == expected
    assert table["rank"].to_list() == [rank if name == "top-three" else None for name in expected]


def test_yueqing_who_has_not_done_what_was_due_at_the_end_loses_points_4_7() -> None:
    """The document sets no unit a target of its own, so the task is what was due in the race."""
    done = (("start", 9, 10, False), ("build", 10, 10, False), ("complete", None, 4, False))
    rows = [
        {
            "month": month,
            "unit_id": TOWN,
            "stage": stage,
            "done": None if each is None else Decimal(each),
            "due": Decimal(due),
            "is_over_fulfilled": over,
        }
        for month in ("2021-11", "2021-12")
        for stage, each, due, over in done
    ]
    table = consequences(events(stage_scores=rows), YUEQING)
    # Not in November, and not for what nobody has filed.
    assert table.select("month", "consequence_id", "stage").rows() == [
        ("2021-12", "unmet", "start")
    ]


# --- 丽水 一(二), 三(七)(八) ---------------------------------------------------------


def test_lishui_an_issue_that_the_leading_group_leaves_goes_to_the_standing_meeting_3_7() -> None:
    def issue(name: str, level: str, is_overdue: bool, is_too_old: bool = False) -> dict[str, Any]:
        row = {"month": "2018-05", "unit_id": of(LISHUI, 0), "project_code": "p", "issue_id": name}
        origin: dict[str, Any] = {"source_file": "a.xlsx", "source_row": 4}
        return row | origin | {"level": level, "is_overdue": is_overdue, "is_too_old": is_too_old}

    rows = [
        issue("i1", "leading_group", True),
        issue("i2", "leading_group", False),
        issue("i3", "lead_official", True),
        issue("i4", "standing_meeting", True),
        issue("i5", "leading_group", False, is_too_old=True),
    ]
    table = consequences(events(issue_months=rows), LISHUI)
    assert table.select("consequence_id", "issue_id", "project_code", "level").rows() == [
        ("issue-to-standing-meeting", "i1", "p", "leading_group"),
        ("issue-to-standing-meeting", "i5", "p", "leading_group"),
    ]
    assert table.select("source_file", "source_row").rows() == [("a.xlsx", 4)] * 2
    rule = next(one for one in LISHUI.consequences if one.id == "issue-to-standing-meeting")
    assert rule.by
    assert rule.to
    assert (rule.by.zh, rule.to.zh, rule.source.clause) == (
        "重点建设领导小组",
        "市政府常务会议",
        "三(七)",
    )


def test_lishui_a_missed_month_warns_the_project_and_counts_for_the_unit_3_8_1_2() -> None:
    unit = of(LISHUI, 0)

    def case(kind: str, project: str | None, row: int) -> dict[str, Any]:
        origin = {"source_file": "a.xlsx", "source_sheet": "月度进展", "source_row": row}
        return {
            "month": "2018-05",
            "unit_id": unit,
            "kind": kind,
            "project_code": project,
            **origin,
        }

    rows = [
        case("missed_monthly_target", "p1", 4),
        case("missed_monthly_target", "p2", 5),
        case("missed_monthly_target", "p2", 9),  # its milestone too: one warning
        case("late_filing", None, 1),
        case("no_contact", "p3", 6),
    ]
    table = consequences(events(deduction_cases=rows), LISHUI)
    facts = ("consequence_id", "project_code", "missed_projects", "source_file", "source_row")
    assert table.select(facts).rows() == [
        ("missed-month", "p1", None, "a.xlsx", 4),
        ("missed-month", "p2", None, "a.xlsx", 5),
        ("annual-appraisal", None, 2, None, None),
    ]


# --- 嘉兴 四(一)(七) -----------------------------------------------------------------


def status(
    target: str, status: str, unit: str | None, checkpoint: date | None = None
) -> dict[str, Any]:
    row = {"month": "2018-12", "target_id": target, "unit_id": unit, "checkpoint_on": checkpoint}
    return row | {"status": status}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("missed", [("landing-veto", "due")]),
        ("at_risk", [("landing-veto", "threatened")]),
        ("on_track", []),
        ("met", []),
        ("no_data", []),
    ],
)
def test_jiaxing_the_landing_rate_of_a_place_4_7(
    said: str, expected: list[tuple[str, str]]
) -> None:
    unit = of(JIAXING, 0)
    table = consequences(events(target_months=[status("landing", said, unit)]), JIAXING)
    assert table.select("consequence_id", "state").rows() == expected
    assert set(table.select("unit_id", "target_id").rows()) <= {(unit, "landing")}


def test_jiaxing_a_rate_that_the_whole_city_misses_is_nobodys_veto_4_7() -> None:
    rows = [status("landing", "missed", None), status("landing", "met", of(JIAXING, 1))]
    assert found(JIAXING, target_months=rows) == []


def test_jiaxing_too_few_of_the_county_tier_is_retire_one_fill_one_4_1() -> None:
    rows = [status("county-tier", "missed", of(JIAXING, 0)), status("county-tier", "met", None)]
    rows.append(status("mayor-tier", "missed", of(JIAXING, 0)))
    assert found(JIAXING, target_months=rows) == [(of(JIAXING, 0), "too-few-listed")]


# --- What no document of the four has -----------------------------------------


TARGET = source(
    id="own",
    name=words("own"),
    metric={"kind": "projects_started"},
    unit="projects",
    each=[source(contenders=["t1", "t2"], value=3)],
)


def with_target(*rules: Consequence, **changes: Any) -> Campaign:
    content = trial(*rules).model_dump() | {"targets": [TARGET | changes]}
    return Campaign.model_validate(content)


def test_a_units_own_target_is_unmet_only_at_its_end() -> None:
    rules = with_target(consequence("points-off", kind="unmet"))
    rows = [
        status("own", "missed", "t1"),
        status("own", "at_risk", "t2"),
        status("own", "missed", "t3", date(2018, 3, 31)),
        status("own", "missed", None),
        status("other", "missed", "t4"),
    ]
    assert found(rules, target_months=rows) == [("t1", "points-off")]


def test_a_target_of_every_month_has_no_end_to_be_missed_at() -> None:
    rules = with_target(consequence("points-off", kind="unmet"), per="month")
    assert found(rules, target_months=[status("own", "missed", "t1")]) == []


def test_below_a_target_of_the_whole_is_the_campaigns_and_names_the_checkpoint() -> None:
    rule = consequence("report", kind="below", target="own")
    rules = with_target(rule, each=[], value=3)
    rows = [status("own", "missed", "t1"), status("own", "missed", None, date(2018, 3, 31))]
    table = consequences(events(target_months=rows), rules)
    assert table.select("unit_id", "track_id", "target_id", "checkpoint_on").rows() == [
        (None, None, "own", date(2018, 3, 31))
    ]


def test_a_tie_at_the_third_place_rewards_all_that_share_it() -> None:
    """90, 80, 70, 70, 60: ranks 1, 2, 3, 3, 5. Dense: 90, 80, 80, 70: ranks 1, 2, 2, 3."""
    rules = trial(consequence("reward", kind="top", places=3))
    table = standings(filed(*towns(90, 80, 70, 70, 60)), rules, [MONTH])
    names = consequences(Events(standings=table), rules)["unit_id"].to_list()
    assert names == ["t1", "t2", "t3", "t4"]
    dense = trial(*rules.consequences, tie_method="dense")
    table = standings(filed(*towns(90, 80, 80, 70, 60)), dense, [MONTH])
    assert consequences(Events(standings=table), dense)["rank"].to_list() == [1, 2, 2, 3]


def test_a_race_of_four_months_by_the_real_rules() -> None:
    """t1 is best and t7 worst; t5 and t6 are in the bottom with it; t8 is not ranked."""
    scores = (101, 99, 98, 97, 80, 76, 30)
    rules = campaign().model_copy(update={"consequences": YUEQING.consequences})
    lines = [line for month in MONTHS for line in towns(*scores, month=month)]
    table = all_published(filed(*lines), rules, MONTHS)
    all_months = consequences(Events(standings=table), rules)

    def of_month(month: str) -> dict[str, list[str]]:
        rows = all_months.filter(month=month).group_by("unit_id", maintain_order=True)
        return {str(unit): own["consequence_id"].to_list() for (unit,), own in rows}

    red = ["red-light", "unit-warning-light"]
    rewards = {unit: ["top-three"] for unit in ("t1", "t2", "t3")}
    assert of_month("2021-09") == rewards | {"t7": red}
    assert of_month("2021-10") == rewards | {
        "t5": ["two-months"],
        "t6": ["two-months"],
        "t7": [*red, "two-months"],
    }
    third = rewards | {
        "t5": ["three-months"],
        "t6": ["three-months"],
        "t7": [*red, "three-months"],
    }
    assert of_month("2021-11") == of_month("2021-12") == third


def test_what_only_somebody_can_judge_follows_from_no_figure() -> None:
    judged = [one for one in LINZI.consequences if is_judged(one)]
    assert len(judged) == len(LINZI.consequences)
    assert judged
    row = stands(of(LINZI, 0), rank=1, light="red", streak=9, is_over_fulfilled=True)
    assert found(LINZI, standings=[row]) == []


def test_every_kind_of_condition_is_decided_or_judged() -> None:
    kinds = set(When.model_json_schema()["properties"]["kind"]["enum"])
    assert kinds == set(DECIDED) | {"judged"}


def test_without_events_there_is_nothing_and_it_has_all_columns() -> None:
    for definition in LOADED.values():
        table = consequences(Events(), definition.campaign)
        assert table.is_empty()
        assert dict(table.schema) == SCHEMA


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ({"kind": "streak", "months": 2, "light": "red"}, "`streak` has no `light`"),
        ({"kind": "top", "places": 3, "of": "project"}, "`top` is not of a project"),
        ({"kind": "light", "light": "red", "of": "official"}, "`light` is not of a official"),
        ({"kind": "unmet", "words": words("x")}, "`unmet` has no `words`"),
    ],
)
def test_a_condition_that_means_nothing_is_refused(when: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        When.model_validate(when)


# --- Properties ---------------------------------------------------------------

RULES = (
    consequence("letter", kind="streak", months=1),
    consequence("talk", kind="streak", months=3),
    consequence("warning", kind="light", light="red"),
    consequence("project", kind="light", light="red", of="project"),
    consequence("reward", kind="top", places=2),
    consequence("over", kind="over_fulfilled"),
    consequence("missed", kind="missed_month"),
)
LIGHTS = st.sampled_from(["green", "yellow", "red", "grey"])
UNITS = st.sampled_from(["t1", "t2", "t3"])
STANDINGS = st.lists(
    st.builds(
        stands,
        UNITS,
        st.sampled_from(MONTHS),
        rank=st.none() | st.integers(1, 4),
        light=LIGHTS,
        streak=st.integers(0, 5),
        is_over_fulfilled=st.booleans(),
    ),
    unique_by=lambda row: (row["month"], row["unit_id"]),
)
PROJECTS = st.lists(
    st.fixed_dictionaries(
        {
            "month": st.sampled_from(MONTHS),
            "unit_id": UNITS,
            "project_code": st.sampled_from("abc"),
            "light": LIGHTS,
        }
    ),
    unique_by=lambda row: (row["month"], row["project_code"]),
)


@given(STANDINGS, PROJECTS, st.randoms())
@settings(deadline=None)
def test_the_order_of_rows_does_not_matter(
    standing: list[dict[str, Any]], projects: list[dict[str, Any]], random: Any
) -> None:
    rules, missed = trial(*RULES), [row | {"kind": "missed_monthly_target"} for row in projects]
    cases = [{key: value for key, value in row.items() if key != "light"} for row in missed]
    first = events(standings=standing, project_lights=projects, deduction_cases=cases)
    for rows in (standing, projects, cases):
        random.shuffle(rows)
    again = events(standings=standing, project_lights=projects, deduction_cases=cases)
    table = consequences(first, rules)
    assert consequences(again, rules).equals(table)
    subject = ["month", "unit_id", "project_code", "consequence_id"]
    assert table.select(subject).is_duplicated().any() is False


@given(STANDINGS)
@settings(deadline=None)
def test_nobody_gets_two_interviews_for_one_streak(standing: list[dict[str, Any]]) -> None:
    names = pl.col("consequence_id").is_in(["letter", "talk"])
    table = consequences(events(standings=standing), trial(*RULES)).filter(names)
    expected = {
        (row["month"], row["unit_id"], "talk" if row["streak"] >= 3 else "letter")
        for row in standing
        if row["streak"] >= 1
    }
    assert set(table.select("month", "unit_id", "consequence_id").rows()) == expected
    assert table.height == len(expected)


@given(STANDINGS, st.integers(1, 9), LIGHTS)
@settings(deadline=None)
def test_a_unit_of_another_track_changes_nothing(
    standing: list[dict[str, Any]], rank: int, light: str
) -> None:
    rules = trial(*RULES)
    other = Track(
        id="bureaus",
        name=Words(zh="局", en="Bureaus"),
        contenders=(Contender(code="b1", name=Words(zh="某局", en="A bureau")),),
    )
    larger = rules.model_copy(update={"tracks": (*rules.tracks, other)})
    alone = events(standings=standing)
    beside = replace(
        alone,
        standings=events(standings=[*standing, stands("b1", rank=rank, light=light)]).standings,
    )
    table = consequences(beside, larger)
    assert table.filter(pl.col("unit_id") != "b1").equals(consequences(alone, rules))
