"""The board of targets over the sample: all values as in `reference_targets`, down to the rows."""

from collections import Counter, defaultdict
from decimal import Decimal
from functools import cached_property
from typing import Any

import pytest

from campaigns import HERE, Campaign, load_all
from campaigns.metrics import METRICS
from campaigns.targets import Target
from pipelines.sample import truth
from tests.reference import Reference
from tests.reference_targets import Part, Targets
from warehouse.connection import Connection
from warehouse.queries import read

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
LANGUAGE = {"language": "zh-CN"}


class Expected:
    """The targets of one campaign, worked out once."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.targets = Targets(Reference(campaign, truth().campaigns[campaign.id]))
        self.months = list(self.targets.reference.months)

    @cached_property
    def parts(self) -> dict[tuple[str, str], list[Part]]:
        return {
            (month, target.id): self.targets.parts(target, month)
            for month in self.months
            for target in self.campaign.targets
        }

    def every(self) -> list[tuple[str, Target, list[Part]]]:
        return [
            (month, target, self.parts[month, target.id])
            for month in self.months
            for target in self.campaign.targets
        ]


@pytest.fixture(scope="module", params=CAMPAIGNS)
def expected(request: pytest.FixtureRequest) -> Expected:
    return Expected(CAMPAIGNS[request.param])


def rows(snapshot: Connection, sql: str, **asked: object) -> list[dict[str, Any]]:
    return list(snapshot.cursor().sql(sql, params=asked or None).pl().to_dicts())


def values(snapshot: Connection, campaign: Campaign) -> dict[tuple[Any, ...], dict[str, Any]]:
    found = rows(snapshot, "from target_values where campaign_id = $c", c=campaign.id)
    keyed = {(row["month"], row["target_id"], row["unit_id"]): row for row in found}
    assert len(keyed) == len(found)
    return keyed


def is_listed(expected: Expected, target: Target, month: str) -> bool:
    table = METRICS[target.metric.kind].made_of
    return bool(expected.targets.reference.register(table, month))


def test_every_target_of_the_whole_in_every_month(snapshot: Connection, expected: Expected) -> None:
    found = values(snapshot, expected.campaign)
    for month, target, parts in expected.every():
        row = found[month, target.id, None]
        wanted = expected.targets.value(target, parts)
        if not parts and not is_listed(expected, target, month):
            wanted = (None, None, None)
        assert (row["value"], row["numerator"], row["denominator"]) == wanted, (month, target.id)
        assert row["rows_behind"] == len(parts), (month, target.id)


def test_every_contender_has_its_share(snapshot: Connection, expected: Expected) -> None:
    found = values(snapshot, expected.campaign)
    contenders = {unit.code for unit in expected.campaign.contenders}
    for month, target, parts in expected.every():
        own: dict[str, list[Part]] = defaultdict(list)
        for part in parts:
            if part[0] in contenders:
                own[str(part[0])].append(part)
        for unit, theirs in own.items():
            row = found[month, target.id, unit]
            assert (row["value"], row["numerator"], row["denominator"]) == (
                expected.targets.value(target, theirs)
            ), (month, target.id, unit)
        more = {unit for at, name, unit in found if (at, name) == (month, target.id) and unit}
        owing = {unit for share in target.each for unit in share.contenders}
        assert more == set(own) | owing, (month, target.id)


def test_a_contender_that_filed_its_list_and_has_nothing_on_it_has_nothing_done(
    snapshot: Connection, expected: Expected
) -> None:
    found = values(snapshot, expected.campaign)
    seen = 0
    for month, target, parts in expected.every():
        behind = {unit for unit, _, _ in parts}
        filed = expected.targets.reference.register("prospects", month)
        for unit in {unit for share in target.each for unit in share.contenders} - behind:
            is_office = expected.targets._is_the_offices(target) or target.unit == "%"
            nothing = None if is_office or unit not in filed else Decimal(0)
            assert found[month, target.id, unit]["value"] == nothing
            seen += nothing is not None
    assert seen or expected.campaign.id != "jiaxing-2018"


def test_the_rows_behind_a_target_add_up_to_it(snapshot: Connection, expected: Expected) -> None:
    """For the whole and for some contenders, by the query that pages ask."""
    some = {None, *(unit.code for unit in expected.campaign.contenders[::9])}
    for (month, name, unit), row in values(snapshot, expected.campaign).items():
        if month != expected.months[-2] or unit not in some:
            continue
        asked = {"campaign": expected.campaign.id, "month": month, "target": name}
        behind = read(
            snapshot.cursor(), "target_projects", **asked, unit=unit or "whole", **LANGUAGE
        ).to_dicts()
        parts = [one["part"] for one in behind if one["part"] is not None]
        of = [one["of_whole"] for one in behind if one["of_whole"] is not None]
        assert len(behind) == row["rows_behind"]
        if row["is_rate"]:
            assert sum(parts, Decimal(0)) == (row["numerator"] or 0), (asked, unit)
            assert sum(of, Decimal(0)) == (row["denominator"] or 0), (asked, unit)
        elif row["value"] is not None:
            assert sum(parts, Decimal(0)) == row["value"], (asked, unit)
        assert all(
            one["source_file"] and one["source_row"]
            for one in behind
            if one["part"] is not None and one["is_filed"]
        )
        assert all(one["list_source_file"] and one["list_source_row"] for one in behind)


def test_the_shares_of_contenders_add_up_to_the_whole(
    snapshot: Connection, expected: Expected
) -> None:
    contenders = {unit.code for unit in expected.campaign.contenders}
    month = expected.months[-1]
    found = values(snapshot, expected.campaign)
    for target in expected.campaign.targets:
        if any(unit not in contenders for unit, _, _ in expected.parts[month, target.id]):
            continue  # filed for the whole, or by the office
        whole = found[month, target.id, None]
        shares = read(
            snapshot.cursor(),
            "target_units",
            campaign=expected.campaign.id,
            month=month,
            target=target.id,
            **LANGUAGE,
        )
        column = "numerator" if whole["is_rate"] else "value"
        added = sum((share for share in shares[column] if share is not None), Decimal(0))
        assert added == (whole[column] or 0), target.id


def test_the_board_has_a_row_for_every_target_and_contender_that_owes_one(
    snapshot: Connection, expected: Expected
) -> None:
    wanted = [
        (target.id, unit)
        for target in expected.campaign.targets
        for unit in (
            *(
                (None,)
                if target.value is not None or target.checkpoints or target.direction
                else ()
            ),
            *sorted(
                (unit for share in target.each for unit in share.contenders),
                key=[unit.code for unit in expected.campaign.contenders].index,
            ),
        )
    ]
    for month in expected.months:
        asked = {"campaign": expected.campaign.id, "month": month, **LANGUAGE}
        board = read(snapshot.cursor(), "targets_board", **asked)
        assert list(board.select("target_id", "unit_id").rows()) == wanted
        open_ones = board.filter(status="no_data")
        assert open_ones["reason"].null_count() == 0
        assert board.filter(status="no_data")["value"].null_count() == len(open_ones)


def test_what_is_not_filed_never_looks_like_nothing(snapshot: Connection) -> None:
    found = rows(
        snapshot,
        "select status, value, reason from target_months join targets using (campaign_id, "
        "target_id) where kind in ('reserve_projects', 'field_visits', 'land_quota', "
        "'rank_among_peers', 'projects_in_next_plan') and targets.campaign_id != ''",
    )
    assert found
    assert {(row["status"], row["value"], row["reason"]) for row in found} == {
        ("no_data", None, "by_office")
    }


def test_the_course_of_a_target_with_checkpoints(snapshot: Connection) -> None:
    """The dates of 临项字〔2020〕7号 二3: what was missed in June stays missed."""
    course = read(
        snapshot.cursor(),
        "target_months_of",
        campaign="linzi-2020",
        target="completion-rate",
        unit="whole",
        month="2020-12",
    ).to_dicts()
    assert len(course) == 12 * 3
    by_date: dict[str, list[str]] = defaultdict(list)
    for row in course:
        by_date[str(row["checkpoint_on"])].append(row["status"])
    for day, statuses in by_date.items():
        month = int(day[5:7])
        assert set(statuses[: month - 1]) <= {"on_track", "at_risk", "met"}
        assert len(set(statuses[month - 1 :])) == 1
        assert set(statuses[month - 1 :]) <= {"met", "missed"}


def test_the_sample_shows_every_status(snapshot: Connection) -> None:
    seen = Counter(row["status"] for row in rows(snapshot, "select status from target_months"))
    assert set(seen) == {"met", "on_track", "at_risk", "missed", "no_data"}


# --- the plans (Lishui 一(一)(二))


def test_the_monthly_targets_of_the_plans(snapshot: Connection, expected: Expected) -> None:
    """Project by project: met is all of what was due, not filed is neither met nor missed."""
    found = {
        (row["month"], row["plan_id"], row["unit_id"]): row
        for row in rows(snapshot, "from plan_months where campaign_id = $c", c=expected.campaign.id)
    }
    kinds = {target.id: target for target in expected.campaign.targets}
    for plan in expected.campaign.plans:
        for month in expected.months:
            row = found[month, plan.id, None]
            target = kinds[plan.targets[0]]
            if target.metric.kind != "schedule_attainment" or target.metric.only:
                continue
            due = met = missed = unknown = 0
            for case in expected.targets._cases(
                target, month, *expected.targets._window(target, month)
            ):
                planned, gained = case.gained("planned"), case.gained("invested")
                if not planned:
                    continue
                due += 1
                is_met = gained is not None and gained >= planned
                met += is_met
                missed += not is_met and case.project.is_filed
                unknown += not is_met and not case.project.is_filed
            assert (row["projects"], row["met"], row["missed"], row["not_filed"]) == (
                (due, met, missed, unknown)
            ), month
            own = [
                one for (at, p, unit), one in found.items() if (at, p) == (month, plan.id) and unit
            ]
            assert sum(one["projects"] for one in own) == due
    assert not expected.campaign.plans or {row["reason"] for row in found.values()} == {
        None,
        "by_office",
        "not_filed",
    }


def test_the_board_of_the_plans(snapshot: Connection) -> None:
    campaign = CAMPAIGNS["lishui-2018"]
    asked = {"campaign": campaign.id, "month": "2018-06", "unit": "whole", **LANGUAGE}
    board = read(snapshot.cursor(), "plans_board", **asked).to_dicts()
    assert [row["plan"] for row in board] == [plan.name.zh for plan in campaign.plans]
    assert [row["reason"] for row in board] == [None, None, "by_office", "not_filed"]
    for row in board[:2]:
        assert row["met"] + row["missed"] + row["not_filed"] == row["projects"]
    assert all(row["projects"] is None for row in board[2:])
