"""Every number of the four documents, read from the definitions; the clause is the case's id."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from campaigns import HERE, Campaign, load_all
from campaigns.parts import Domain
from campaigns.targets import Target

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
YUEQING, LISHUI = CAMPAIGNS["yueqing-2021"], CAMPAIGNS["lishui-2018"]
JIAXING, LINZI = CAMPAIGNS["jiaxing-2018"], CAMPAIGNS["linzi-2020"]
COUNTIES = ("330402", "330411", "330421", "330482", "330424", "330481", "330483", "Z-330400-01")
PORT = "Z-330400-02"
YEAR_2021 = date(2021, 1, 1)


@dataclass(frozen=True)
class Stated:
    """What a document states: where, of what, how, how much; then when and of which part."""

    clause: str
    target: str
    kind: str
    comparison: str
    value: str
    unit: str
    filters: tuple[tuple[str, object], ...] = ()
    due: date | None = None
    since: date | None = None
    per: str = "whole"
    ours: bool = False


def stated(
    clause: str, target: str, kind: str, comparison: str, number: str, **more: object
) -> Stated:
    value, unit = number.split(" ")
    known = {key: more.pop(key) for key in ("due", "since", "per", "ours") if key in more}
    filters = tuple(sorted(more.items()))
    return Stated(clause, target, kind, comparison, value, unit, filters, **known)  # type: ignore[arg-type]


INDUSTRY, INFRASTRUCTURE, LIVELIHOOD = ("industry",), ("infrastructure",), ("livelihood",)
TEN = Decimal(10)

# 以上 and 不低于 are at_least, 超 is more_than, a number alone is exactly.
YUEQING_NUMBERS = [
    stated("一", "projects", "projects_listed", "exactly", "189 projects"),
    stated("一", "investment", "invested", "more_than", "75.2 亿元"),
    stated(
        "附件5",
        "projects-industry",
        "projects_listed",
        "exactly",
        "37 projects",
        domains=INDUSTRY,
    ),
    stated(
        "附件6",
        "projects-infrastructure",
        "projects_listed",
        "exactly",
        "108 projects",
        domains=INFRASTRUCTURE,
    ),
    stated(
        "附件7",
        "projects-livelihood",
        "projects_listed",
        "exactly",
        "44 projects",
        domains=LIVELIHOOD,
    ),
    stated(
        "二(一)",
        "top500",
        "prospects_signed",
        "at_least",
        "1 projects",
        top500=("world", "china"),
    ),
    stated("二(一)", "world500", "prospects_signed", "at_least", "1 projects", top500=("world",)),
    # DOMAIN leaves it out: “力争有百亿产业项目落地开工”
    stated(
        "二(一)",
        "started-100",
        "projects_started",
        "at_least",
        "1 projects",
        domains=INDUSTRY,
        size_from_yiyuan=Decimal(100),
    ),
    stated(
        "二(一)",
        "signed-10",
        "prospects_signed",
        "exactly",
        "2 projects",
        domains=INDUSTRY,
        size_from_yiyuan=TEN,
    ),
    stated(
        "二(一)",
        "started-10",
        "projects_started",
        "exactly",
        "2 projects",
        domains=INDUSTRY,
        size_from_yiyuan=TEN,
    ),
    stated(
        "二(一)",
        "started-10-manufacturing",
        "projects_started",
        "exactly",
        "1 projects",
        domains=INDUSTRY,
        size_from_yiyuan=TEN,
        is_manufacturing=True,
    ),
    stated(
        "二(一)",
        "producing-10",
        "projects_in_production",
        "exactly",
        "6 projects",
        domains=INDUSTRY,
        size_from_yiyuan=TEN,
    ),
    stated(
        "二(一)",
        "producing-10-manufacturing",
        "projects_in_production",
        "exactly",
        "4 projects",
        domains=INDUSTRY,
        size_from_yiyuan=TEN,
        is_manufacturing=True,
    ),
    stated(
        "二(一)",
        "ongoing-industry",
        "projects_listed",
        "exactly",
        "24 projects",
        domains=INDUSTRY,
        categories=("ongoing",),
    ),
    stated(
        "二(一)",
        "completion-industry",
        "projects_listed",
        "exactly",
        "6 projects",
        domains=INDUSTRY,
        categories=("completion",),
    ),
    stated(
        "二(一)",
        "investment-industry",
        "invested",
        "at_least",
        "18.9 亿元",
        domains=INDUSTRY,
        categories=("ongoing", "completion"),
    ),
    stated(
        "三(一)",
        "signed-or-landed",
        "prospects_signed_or_landed",
        "at_least",
        "1 projects",
        domains=INDUSTRY,
        per="month",
    ),
    stated(
        "二(二)",
        "preliminary-infrastructure",
        "projects_listed",
        "exactly",
        "10 projects",
        domains=INFRASTRUCTURE,
        categories=("preliminary",),
    ),
    stated(
        "二(二)",
        "milestones-infrastructure",
        "milestones_done",
        "exactly",
        "32 milestones",
        domains=INFRASTRUCTURE,
        categories=("preliminary",),
    ),
    stated(
        "二(二)",
        "started-infrastructure",
        "projects_started",
        "exactly",
        "19 projects",
        domains=INFRASTRUCTURE,
        categories=("new_start",),
    ),
    stated(
        "二(二)",
        "completed-infrastructure",
        "projects_completed",
        "exactly",
        "19 projects",
        domains=INFRASTRUCTURE,
    ),
    stated(
        "二(二)",
        "ongoing-infrastructure",
        "projects_listed",
        "exactly",
        "60 projects",
        domains=INFRASTRUCTURE,
        categories=("ongoing",),
    ),
    stated(
        "二(二)",
        "investment-infrastructure",
        "invested",
        "at_least",
        "33.3 亿元",
        domains=INFRASTRUCTURE,
        categories=("ongoing",),
    ),
    stated(
        "二(三)",
        "preliminary-livelihood",
        "projects_listed",
        "exactly",
        "8 projects",
        domains=LIVELIHOOD,
        categories=("preliminary",),
    ),
    stated(
        "二(三)",
        "milestones-livelihood",
        "milestones_done",
        "exactly",
        "20 milestones",
        domains=LIVELIHOOD,
        categories=("preliminary",),
    ),
    stated(
        "二(三)",
        "started-livelihood",
        "projects_started",
        "at_least",
        "6 projects",
        domains=LIVELIHOOD,
        categories=("new_start",),
    ),
    stated(
        "二(三)",
        "completed-livelihood",
        "projects_completed",
        "exactly",
        "3 projects",
        domains=LIVELIHOOD,
    ),
    stated(
        "二(三)",
        "ongoing-livelihood",
        "projects_listed",
        "exactly",
        "27 projects",
        domains=LIVELIHOOD,
        categories=("ongoing",),
    ),
    stated(
        "二(三)",
        "investment-livelihood",
        "invested",
        "at_least",
        "10.9 亿元",
        domains=LIVELIHOOD,
        categories=("ongoing",),
    ),
    # DOMAIN leaves the next one out: “等3个节点”
    stated(
        "三(二)",
        "interchange-milestones",
        "milestones_done",
        "exactly",
        "3 milestones",
        project="liushi-interchange",
    ),
    stated(
        "三(三)2",
        "started-within-a-year",
        "started_within_rate",
        "at_least",
        "95 %",
        is_manufacturing=True,
        within_months=12,
    ),
    stated("三(三)4", "land-quota", "land_quota", "at_least", "200 亩", since=YEAR_2021),
    stated("三(三)4", "bonds-issued", "bonds_issued", "exactly", "27 亿元", since=YEAR_2021),
    stated("三(三)4", "bonds-reserved", "bonds_reserved", "at_least", "80 亿元", since=YEAR_2021),
    stated(
        "三(四)4",
        "bonds-spent",
        "bonds_paid_rate",
        "exactly",
        "100 %",
        due=date(2021, 11, 30),
        since=YEAR_2021,
    ),
    # DOMAIN leaves it out: “全年冲刺 5.1 亿元投资”
    stated(
        "三(四)",
        "meter-investment",
        "invested",
        "exactly",
        "5.1 亿元",
        project="chint-metering",
        since=YEAR_2021,
    ),
    stated("三(五)2", "on-time-completion", "on_time_rate", "at_least", "95 %"),
    # 3 months are the document's; that all do so is ours
    stated(
        "三(五)2",
        "production-within-3-months",
        "production_within_rate",
        "exactly",
        "100 %",
        domains=INDUSTRY,
        within_months=3,
        ours=True,
    ),
    stated("附件2", "bond-payments", "bond_payments", "exactly", "15 bonds"),
    stated("附件3", "bond-reserves", "bond_reserves", "exactly", "21 bonds"),
    stated("附件4", "parcels", "parcels_cleared", "exactly", "71 parcels"),
]
LISHUI_NUMBERS = [
    stated(
        "一(二)",
        "plan-preliminary",
        "milestones_on_time_rate",
        "exactly",
        "100 %",
        categories=("preliminary",),
        per="month",
    ),
    stated("一(二)", "plan-progress", "schedule_attainment", "exactly", "100 %", per="month"),
    stated("一(二)", "plan-land", "land_cleared_rate", "exactly", "100 %", per="month"),
]
JIAXING_NUMBERS = [
    stated("一", "governor-tier", "prospects_listed", "exactly", "1 projects", tiers=("governor",)),
    stated("一", "mayor-tier", "prospects_listed", "exactly", "10 projects", tiers=("mayor",)),
    stated(
        "附件",
        "mayor-tier-or-above",
        "prospects_listed",
        "exactly",
        "10 projects",
        tiers=("mayor", "governor"),
    ),
    stated(
        "一、附件",
        "county-tier",
        "prospects_listed",
        "at_least",
        "40 projects",
        tiers=("county",),
    ),
    stated(
        "一",
        "started-above-1",
        "projects_started",
        "at_least",
        "280 projects",
        domains=INDUSTRY,
        categories=("new_start",),
        size_above_yiyuan=Decimal(1),
    ),
    stated(
        "一",
        "started-above-10",
        "projects_started",
        "exactly",
        "20 projects",
        domains=INDUSTRY,
        categories=("new_start",),
        size_above_yiyuan=TEN,
    ),
    stated("一、四(四)、附件", "landing", "landing_rate", "at_least", "50 %"),
]
LINZI_NUMBERS = [
    stated("二2", "projects", "projects_listed", "exactly", "100 projects"),
    stated("二2", "total-investment", "total_investment", "exactly", "854.5 亿元"),
    stated("二2", "growth-fai", "indicator", "at_least", "10 %", indicator="fai"),
    stated(
        "二3(1)",
        "resumed",
        "resumed_rate",
        "exactly",
        "100 %",
        categories=("ongoing",),
        due=date(2020, 3, 31),
    ),
    stated(
        "二3(1)",
        "start-rate-new",
        "start_rate",
        "at_least",
        "40 %",
        categories=("new_start",),
        due=date(2020, 3, 31),
    ),
    stated(
        "二3(2)、三(二)",
        "start-rate-without-new-land",
        "start_rate",
        "exactly",
        "100 %",
        needs_new_land=False,
        due=date(2020, 6, 30),
    ),
    stated("二3(4)", "registered", "registered_rate", "exactly", "100 %"),
    stated("三(四)", "reserve-projects", "reserve_projects", "at_least", "100 projects"),
    stated("三(四)", "reserve-investment", "reserve_investment", "at_least", "500 亿元"),
    stated("工作措施3", "field-visits", "field_visits", "at_least", "4 visits", per="month"),
]


def target(campaign: Campaign, name: str) -> Target:
    return next(one for one in campaign.targets if one.id == name)


def decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def said(campaign: Campaign, name: str) -> Stated:
    one = target(campaign, name)
    metric = one.metric.model_dump(exclude_defaults=True)
    return Stated(
        one.source.clause,
        one.id,
        metric.pop("kind"),
        one.comparison,
        format(one.value or Decimal(0), "f"),
        one.unit or "",
        tuple(sorted(metric.items())),
        one.due,
        one.since,
        one.per,
        one.source.ours,
    )


@pytest.mark.parametrize(
    ("campaign", "expected"),
    [
        pytest.param(campaign, expected, id=f"{campaign.id}-{expected.clause}-{expected.target}")
        for campaign, numbers in (
            (YUEQING, YUEQING_NUMBERS),
            (LISHUI, LISHUI_NUMBERS),
            (JIAXING, JIAXING_NUMBERS),
            (LINZI, LINZI_NUMBERS),
        )
        for expected in numbers
    ],
)
def test_a_number_of_the_document(campaign: Campaign, expected: Stated) -> None:
    assert said(campaign, expected.target) == expected


def test_no_target_with_a_value_escapes_this_table() -> None:
    other = {
        # its subset of projects is only in words: below
        "provincial-batch-started",
        "plan-government-investment",
        "party-secretary",
    }
    for campaign, numbers in (
        (YUEQING, YUEQING_NUMBERS),
        (LISHUI, LISHUI_NUMBERS),
        (JIAXING, JIAXING_NUMBERS),
        (LINZI, LINZI_NUMBERS),
    ):
        valued = {one.id for one in campaign.targets if one.value is not None}
        assert valued - other == {number.target for number in numbers}


# --- 乐政办发〔2021〕18号 -----------------------------------------------


@pytest.mark.parametrize(
    ("name", "indicator", "direction"),
    [
        ("growth-fai", "fai", "up"),
        ("growth-private", "private", "improving"),
        ("growth-manufacturing", "manufacturing", "improving"),
        ("growth-hi-tech", "hi-tech", "improving"),
        ("growth-ecology", "ecology", "improving"),
        ("growth-transport", "transport", "above_zero"),
    ],
)
def test_yueqing_growth_moves_in_a_direction_1(name: str, indicator: str, direction: str) -> None:
    one = target(YUEQING, name)
    assert (one.metric.indicator, one.direction, one.value) == (indicator, direction, None)


def test_yueqing_the_whole_investment_is_not_the_sum_of_the_parts_1() -> None:
    parts = ("industry", "infrastructure", "livelihood")
    values = [target(YUEQING, f"investment-{part}").value for part in parts]
    assert sum(value or 0 for value in values) == Decimal("63.1")
    assert target(YUEQING, "investment").value == Decimal("75.2")


def test_yueqing_the_second_provincial_batch_is_all_started_3_3_1() -> None:
    one = target(YUEQING, "provincial-batch-started")
    assert (one.value, one.unit, one.metric.kind) == (Decimal(100), "%", "start_rate")


@pytest.mark.parametrize(
    ("at", "low", "high", "months"), [(0, 0, 10, 24), (1, 10, 20, 30), (2, 20, None, 36)]
)
def test_yueqing_two_contracts_3_5_1(at: int, low: int, high: int | None, months: int) -> None:
    band = YUEQING.construction_limits[at]
    assert (band.from_yiyuan, band.below_yiyuan, band.months) == (
        Decimal(low),
        decimal(high),
        months,
    )
    assert band.source.clause == "三(五)1"


@pytest.mark.parametrize(
    ("name", "first", "last", "clause"),
    [
        ("start-after-land", 3, 6, "三(三)2"),
        ("start-within-a-year", None, 12, "三(三)2"),
        ("production-after-completion", None, 3, "三(五)2"),
    ],
)
def test_yueqing_time_limits(name: str, first: int | None, last: int, clause: str) -> None:
    found = next(one for one in YUEQING.time_limits if one.id == name)
    assert (found.months_from, found.months, found.source.clause) == (first, last, clause)


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("carbon-composites", "12"),
        ("base-station-connectors", "10"),
        ("central-kitchen", "51"),
        ("logistics-hub", "54"),
        ("smart-mining", "21"),
        ("liushi-interchange", "9"),
        ("mingshan-tunnel", "5.7"),
        ("road-325", "6"),
    ],
)
def test_yueqing_named_projects_have_the_totals_of_3(name: str, total: str) -> None:
    found = next(one for one in YUEQING.named_projects if one.id == name)
    assert found.total_investment_yiyuan == Decimal(total)


@pytest.mark.parametrize(
    ("name", "when", "number", "by", "to", "clause"),
    [
        ("red-light", "light", None, "分管副市长", "单位分管负责人", "四(六)"),
        # the document: 单位分管负责人; DOMAIN speaks of the unit's head
        ("two-months", "streak", 2, "常务副市长", "单位分管负责人", "四(六)"),
        ("three-months", "streak", 3, "市政府主要领导", "单位主要负责人", "四(六)"),
        ("top-three", "top", 3, None, "责任单位", "四(七)"),
        ("over-fulfilled", "over_fulfilled", None, None, "责任单位", "四(七)"),
    ],
)
def test_yueqing_who_talks_to_whom(
    name: str, when: str, number: int | None, by: str | None, to: str, clause: str
) -> None:
    one = next(each for each in YUEQING.consequences if each.id == name)
    assert (one.when.kind, one.when.months or one.when.places) == (when, number)
    assert (one.by and one.by.zh, one.to and one.to.zh, one.source.clause) == (by, to, clause)


def test_yueqing_last_three_4_6() -> None:
    assert (YUEQING.race.bottom.size, YUEQING.race.bottom.source.clause) == (3, "四(六)")


@pytest.mark.parametrize(
    ("name", "every", "clause"),
    [
        ("weekly-coordination", "week", "四(三)"),
        ("fortnightly-coordination", "fortnight", "四(三)"),
        ("push-meeting", "month", "四(三)"),
        ("ranking", "month", "四(四)"),
        ("attraction-hall", "two_months", "三(一)1"),
        ("attraction-on-site", "quarter", "三(一)1"),
    ],
)
def test_yueqing_meetings(name: str, every: str, clause: str) -> None:
    one = next(each for each in YUEQING.reviews if each.id == name)
    assert (one.every, one.source.clause) == (every, clause)


# --- 丽水市重大项目推进工作实施方案 ---------------------------------------------


def test_lishui_has_four_plans_with_monthly_targets_1_1() -> None:
    assert [plan.id for plan in LISHUI.plans] == [
        "preliminary",
        "progress",
        "government-investment",
        "land",
    ]
    assert all(plan.has_monthly_targets and plan.targets for plan in LISHUI.plans)


@pytest.mark.parametrize("plan", ["preliminary", "progress", "government-investment", "land"])
def test_lishui_each_plan_is_measured_every_month_1_2(plan: str) -> None:
    one = target(LISHUI, f"plan-{plan}")
    assert (one.per, one.value, one.unit, one.source.clause) == (
        "month",
        Decimal(100),
        "%",
        "一(二)",
    )


def test_lishui_files_by_the_fifth_1_2() -> None:
    assert (LISHUI.deadline_day, LISHUI.deadline_source.ours) == (5, False)


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("city-leaders", [("industry", 20), ("infrastructure", 50)]),
        ("county-leaders", [("industry", 10), ("infrastructure", 20)]),
        ("departments-first", [(None, 10)]),
        ("departments-second", [(None, 3)]),
    ],
)
def test_lishui_prospects_owed_by_each_post_2_3(
    name: str, floors: list[tuple[Domain | None, int]]
) -> None:
    duty = next(one for one in LISHUI.duties if one.id == name)
    assert [(floor.domain, floor.from_yiyuan) for floor in duty.floors] == [
        (domain, decimal(size)) for domain, size in floors
    ]
    assert (duty.per_year, duty.source.clause, duty.source.ours) == (1, "二(三)", False)


def test_lishui_duties_bind_the_zone_nine_counties_and_two_times_eight_departments_2_3() -> None:
    assert [len(duty.contenders) for duty in LISHUI.duties] == [1, 9, 8, 8]


def test_lishui_excludes_real_estate_2_3() -> None:
    assert [one.id for one in LISHUI.exclusions] == ["real-estate"]


def test_lishui_a_lead_official_sees_each_project_once_a_month_3_6() -> None:
    duty = LISHUI.contact_duty
    assert duty
    assert (duty.times_per_month, duty.report_every) == (1, "quarter")
    assert (duty.source.clause, duty.source.ours) == ("三(六)", False)


def test_lishui_a_missed_month_is_a_warning_and_a_deduction_3_8() -> None:
    missed = next(one for one in LISHUI.consequences if one.id == "missed-month")
    assert (missed.kind, missed.source.clause) == ("warning", "三(八)")
    deduction = next(one for one in LISHUI.race.deductions if one.id == "missed_monthly_target")
    assert (deduction.source.clause, deduction.source.ours) == ("三(八)", True)


def test_lishui_issues_climb_five_levels_3_7() -> None:
    assert [level.id for level in LISHUI.issue_levels] == [
        "owner",
        "key_projects_office",
        "lead_official",
        "leading_group",
        "standing_meeting",
    ]
    assert all(level.source.ours for level in LISHUI.issue_levels if level.days is not None)


@pytest.mark.parametrize(("name", "month"), [("restart", 3), ("annual-plan", 9)])
def test_lishui_fixed_reviews_3_9(name: str, month: int) -> None:
    one = next(each for each in LISHUI.reviews if each.id == name)
    assert (one.in_months, one.source.clause, one.source.ours) == ((month,), "三(九)", False)


# --- 嘉政办发〔2018〕52号 -----------------------------------------------


@pytest.mark.parametrize(
    ("name", "about", "floor"), [("governor", 100, None), ("mayor", 50, 20), ("county", 20, 10)]
)
def test_jiaxing_tiers_1_and_2_3(name: str, about: int, floor: int | None) -> None:
    tier = next(one for one in JIAXING.tiers if one.id == name)
    assert (tier.about_yiyuan, tier.floor_yiyuan) == (Decimal(about), decimal(floor))


def shares(name: str) -> dict[str, Decimal]:
    return {c: one.value for one in target(JIAXING, name).each for c in one.contenders}


@pytest.mark.parametrize("code", [*COUNTIES, PORT])
def test_jiaxing_each_lists_one_of_the_mayors_tier_annex(code: str) -> None:
    assert shares("mayor-tier-or-above")[code] == 1


@pytest.mark.parametrize("code", COUNTIES)
def test_jiaxing_rows_1_to_8_share_five_of_the_county_tier_annex(code: str) -> None:
    assert shares("county-tier")[code] == 5


def test_jiaxing_the_port_has_its_own_three_of_the_county_tier_annex() -> None:
    assert shares("county-tier")[PORT] == 3


@pytest.mark.parametrize("code", [*COUNTIES, PORT])
def test_jiaxing_each_lands_half_annex(code: str) -> None:
    assert shares("landing")[code] == 50


def test_jiaxing_allocations_cover_every_region_and_nobody_else() -> None:
    regions = {unit.code for unit in JIAXING.tracks[0].contenders}
    for one in JIAXING.targets:
        assert not one.each or set(shares(one.id)) == regions


def test_jiaxing_signings_to_race_by_are_the_sum_of_the_two_tiers_annex() -> None:
    for unit in JIAXING.tracks[0].contenders:
        owed = shares("mayor-tier-or-above")[unit.code] + shares("county-tier")[unit.code]
        assert unit.signings_target == owed


@pytest.mark.parametrize(
    ("name", "about", "clause"),
    [
        ("city-leaders", 50, "二(一)"),
        ("county-leaders", 20, "二(二)"),
        ("departments", 20, "二(三)"),
    ],
)
def test_jiaxing_prospects_owed_by_each_post(name: str, about: int, clause: str) -> None:
    duty = next(one for one in JIAXING.duties if one.id == name)
    assert [floor.about_yiyuan for floor in duty.floors] == [about]
    assert (duty.per_year, duty.source.clause) == (1, clause)


def test_jiaxing_what_may_not_be_listed_3_1() -> None:
    assert [one.id for one in JIAXING.exclusions] == [
        "infrastructure",
        "real-estate",
        "hotels",
        "urban-complexes",
        "re-letting",
    ]


def test_jiaxing_two_phases_with_the_same_twenty_digits_3_2() -> None:
    rule = JIAXING.eligibility
    assert rule
    assert (rule.max_phases, rule.phase_code_digits) == (2, 20)
    assert rule.one_code_per_site
    assert rule.not_started_when_listed  # 三(三)


def test_jiaxing_list_4_1_to_4_3() -> None:
    rule = JIAXING.prospect_list
    assert rule
    assert rule.exit_reasons == ("started", "policy_changed", "investor_withdrew")
    assert (rule.retire_one_fill_one, len(rule.nodes), rule.landed_at) == (True, 7, "started_on")
    assert rule.first_in
    assert (rule.first_in.needs, rule.first_in.source.clause) == ("signed_on", "四(二)")
    assert rule.keeps_secrets


# --- 临项字〔2020〕7号 -------------------------------------------------


@pytest.mark.parametrize(
    ("name", "due", "value", "comparison", "clause"),
    [
        ("start-rate", date(2020, 9, 30), 90, "at_least", "二3(3)"),
        ("start-rate", date(2020, 12, 31), 100, "exactly", "二3(4)"),
        ("completion-rate", date(2020, 6, 30), 40, "at_least", "二3(2)"),
        ("completion-rate", date(2020, 9, 30), 75, "at_least", "二3(3)"),
        ("completion-rate", date(2020, 12, 31), 100, "exactly", "二3(4)"),
    ],
)
def test_linzi_checkpoints(name: str, due: date, value: int, comparison: str, clause: str) -> None:
    point = next(one for one in target(LINZI, name).checkpoints if one.due == due)
    assert (point.value, point.comparison, point.source.clause) == (
        Decimal(value),
        comparison,
        clause,
    )


def test_linzi_is_set_beside_jiangyin_1() -> None:
    (benchmark,) = LINZI.benchmarks
    assert (benchmark.code, benchmark.name.zh, benchmark.source.clause) == (
        "320281",
        "江阴市",
        "一",
    )


def test_linzi_watches_every_project_of_five_million_yuan_3_1() -> None:
    assert LINZI.monitoring
    assert LINZI.monitoring.size_from_wanyuan == 500
    assert LINZI.monitoring.source.clause == "三(一)"


# --- What no document gives --------------------------------------


@pytest.mark.parametrize("campaign", CAMPAIGNS.values(), ids=lambda one: one.id)
def test_numbers_that_no_document_gives_are_marked_as_ours(campaign: Campaign) -> None:
    slow = campaign.slow_projects
    assert slow
    assert (slow.zombie.months, slow.snail.months) == (3, 3)
    assert slow.snail.attainment_below == Decimal("0.5")
    assert slow.zombie.source.ours
    assert slow.snail.source.ours
    assert campaign.race.unit_lights.source.ours
    assert all(one.source.ours for one in campaign.race.deductions)
