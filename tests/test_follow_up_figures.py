"""What the snapshot says is to be followed up equals what `reference_follow_up` works out."""

from collections import Counter
from typing import Any

import pytest

from campaigns import HERE, load_all
from pipelines.sample import truth
from tests.reference import Reference
from tests.reference_follow_up import FollowUp
from warehouse.connection import Connection
from warehouse.queries import read

CAMPAIGNS = {name: found.campaign for name, found in load_all([HERE]).items()}
pytestmark = pytest.mark.parametrize("campaign", CAMPAIGNS)


def expected(campaign: str) -> FollowUp:
    return FollowUp(Reference(CAMPAIGNS[campaign], truth().campaigns[campaign]))


def rows(snapshot: Connection, columns: str, table: str, campaign: str) -> list[tuple[Any, ...]]:
    sql = f"select {columns} from {table} where campaign_id = $campaign"
    return list(snapshot.cursor().execute(sql, {"campaign": campaign}).fetchall())


def same(found: list[tuple[Any, ...]], wanted: set[tuple[Any, ...]]) -> None:
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_slow_projects(snapshot: Connection, campaign: str) -> None:
    wanted = expected(campaign).slow()
    since = "month, project_code, kind, months, coalesce(since_month, due_on::varchar)"
    same(
        rows(snapshot, since, "slow_projects", campaign),
        {(*key, str(last)) for *key, last in wanted},
    )


def test_the_evidence_of_a_run_is_as_long_as_the_run(snapshot: Connection, campaign: str) -> None:
    for month in {row[0] for row in rows(snapshot, "month", "slow_projects", campaign)}:
        asked = {"campaign": campaign, "month": month}
        slow = read(snapshot.cursor(), "slow_projects", **asked, track="all", language="en")
        for row in slow.filter(~slow["kind"].is_in(["marathon"])).rows(named=True):
            code = row["project_code"]
            reasons = read(snapshot.cursor(), "slow_reasons", **asked, project=code)
            own = reasons.filter(kind=row["kind"])
            assert own["month"].to_list()[0] == row["since_month"]
            assert own.height == row["months"]
            assert own["source_row"].null_count() == 0


def test_time_limits(snapshot: Connection, campaign: str) -> None:
    columns = "month, project_code, limit_id, due_on, days_over, is_open"
    same(rows(snapshot, columns, "time_limit_breaches", campaign), expected(campaign).late())


def test_issues(snapshot: Connection, campaign: str) -> None:
    columns = "month, filed_by, issue_id, since_on, is_overdue, is_too_old, due_level"
    same(rows(snapshot, columns, "issue_months", campaign), expected(campaign).issues())


def test_contacts(snapshot: Connection, campaign: str) -> None:
    columns = "month, project_code, owed, contacts, missing"
    same(rows(snapshot, columns, "contact_months", campaign), expected(campaign).contacts())


def test_red_list(snapshot: Connection, campaign: str) -> None:
    columns = "project_code, entered_month, closed_month, closed_by"
    same(rows(snapshot, columns, "red_list", campaign), expected(campaign).red_list())


def test_the_summary_counts_what_the_lists_show(snapshot: Connection, campaign: str) -> None:
    reference = expected(campaign)
    slow, late, issues = reference.slow(), reference.late(), reference.issues()
    contacts, red = reference.contacts(), reference.red_list()
    for month in reference.months:
        summary = read(
            snapshot.cursor(), "follow_up_summary", campaign=campaign, month=month, track="all"
        )
        row = summary.row(0, named=True)
        kinds = Counter(each[2] for each in slow if each[0] == month)
        assert (row["zombies"], row["snails"], row["marathons"]) == (
            kinds["zombie"],
            kinds["snail"],
            kinds["marathon"],
        )
        has_limits = bool(CAMPAIGNS[campaign].time_limits)
        still = sum(each[0] == month and each[-1] for each in late)
        assert row["open_time_limit_breaches"] == (still if has_limits else None)
        assert row["issues_due_up"] == sum(
            each[0] == month and each[-1] is not None for each in issues
        )
        owed = sum(each[-1] for each in contacts if each[0] == month)
        assert row["contacts_missing"] == (owed if CAMPAIGNS[campaign].contact_duty else None)
        assert row["red_entered"] == sum(each[1] == month for each in red)
        assert row["red_closed"] == sum(each[2] == month for each in red)
        assert row["red_open"] == sum(
            each[1] <= month and (each[2] is None or each[2] > month) for each in red
        )


def test_lists_hold_what_the_summary_counts(snapshot: Connection, campaign: str) -> None:
    for month in expected(campaign).months:
        cursor, asked = snapshot.cursor(), {"campaign": campaign, "month": month}
        shown = asked | {"track": "all", "language": "zh-CN"}
        row = read(cursor, "follow_up_summary", **asked, track="all").row(0, named=True)
        red = read(snapshot.cursor(), "red_list", **shown)
        issues = read(snapshot.cursor(), "issues_due", **shown)
        contacts = read(snapshot.cursor(), "contacts", **shown)
        reviews = read(snapshot.cursor(), "reviews_of_month", **asked, language="en")
        watched = read(snapshot.cursor(), "watched_not_filed", **shown)
        assert Counter(red["state"]) == +Counter(
            closed=row["red_closed"],
            entered=row["red_entered"],
            open=row["red_open"] - row["red_entered"],
        )
        assert (issues.height, issues["is_due_up"].sum()) == (
            row["open_issues"],
            row["issues_due_up"],
        )
        for by in ("unit", "raised_by", "open_months"):
            groups = read(snapshot.cursor(), "issue_groups", **shown, by=by)
            assert groups["open_issues"].sum() == row["open_issues"]
            assert groups["overdue_issues"].sum() == row["overdue_issues"]
        ladder = read(snapshot.cursor(), "issue_ladder", **shown)
        assert ladder["open_issues"].sum() == row["open_issues"]
        assert ladder["issues_due_up"].sum() == row["issues_due_up"]
        assert contacts["missing"].sum() == (row["contacts_missing"] or 0)
        assert reviews.height == row["reviews_due"]
        assert watched.height == (row["watched_not_filed"] or 0)
        assert red["project_name"].null_count() == issues["project_name"].null_count() == 0


def test_a_project_is_on_the_list_of_every_month_of_its_stay(
    snapshot: Connection, campaign: str
) -> None:
    """Under the unit, and with the attainment, of the last month in which it was listed."""
    listed: dict[str, dict[str, tuple[Any, ...]]] = {}
    columns = "project_code, month, unit_id, schedule_attainment, is_filed"
    for code, month, *known in rows(snapshot, columns, "follow_up_months", campaign):
        listed.setdefault(code, {})[month] = tuple(known)
    months = {month for own in listed.values() for month in own}
    wanted = set()
    stays = "project_code, stay, entered_month, closed_month"
    for code, stay, entered, closed in rows(snapshot, stays, "red_list", campaign):
        for month in months:
            if entered <= month and (closed is None or month <= closed):
                last = max(each for each in listed[code] if each <= month)
                unit, attainment, is_filed = listed[code][last]
                at = (unit, attainment, last == month, last == month and is_filed)
                wanted.add((month, code, stay, *at))
    shown = "month, project_code, stay, unit_id, schedule_attainment, is_listed, is_filed"
    same(rows(snapshot, shown, "red_list_months", campaign), wanted)
